package io.tidings;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import io.tidings.setting.Bounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Stops the start when a server cannot listen where it should, before either of them does. */
@Singleton
class ServerPorts {
    private static final int LAST = 65_535;

    /** Where a server listens; port 0 is any that is free. */
    record Listener(String host, int port) {}

    void check(@Observes @Priority(1) StartupEvent event, VertxHttpConfig http, ManagementConfig management) {
        check(new Listener(http.host(), http.port()), new Listener(management.host(), management.port()));
    }

    static void check(Listener http, Listener management) {
        Bounds.below("quarkus.management").whole("port", management.port(), 0, LAST);
        Bounds.below("quarkus.http")
                .whole("port", http.port(), 0, LAST)
                // or one socket serves both, each a part of the connections, and nobody says so
                .require(
                        http.port() == 0 || !http.equals(management),
                        "port",
                        "another than quarkus.management.port: both are " + http.port());
    }
}

package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.tidings.setting.Bounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Stops the start when a setting of notices has a value that they cannot work with. */
@Singleton
class NoticeBounds {

    void check(@Observes @Priority(1) StartupEvent event, NoticeSettings settings) {
        check(settings);
    }

    static void check(NoticeSettings settings) {
        Bounds.of("notice")
                .lasts("longest-stream", settings.longestStream(), Duration.ofSeconds(1), Duration.ofDays(1))
                .lasts("heartbeat", settings.heartbeat(), Duration.ofSeconds(1), Duration.ofDays(1))
                .whole("most-streams", settings.mostStreams(), 0, 10_000_000);
    }
}

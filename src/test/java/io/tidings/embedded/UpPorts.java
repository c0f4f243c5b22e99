package io.tidings.embedded;

import java.util.Map;

/** The two ports of the service: the usual settings decide, and a second checkout may run beside the first. */
record UpPorts(int http, int management) {

    private static final String HTTP = "QUARKUS_HTTP_PORT";
    private static final String MANAGEMENT = "QUARKUS_MANAGEMENT_PORT";

    static UpPorts choose() throws UpFailure {
        return choose(System.getenv());
    }

    static UpPorts choose(Map<String, String> environment) throws UpFailure {
        int http = free(HTTP, environment.getOrDefault(HTTP, "8080"));
        if (environment.containsKey(MANAGEMENT)) {
            return new UpPorts(http, free(MANAGEMENT, environment.get(MANAGEMENT)));
        }
        if (http != 9000 && Daemon.isFree(9000)) {
            return new UpPorts(http, 9000);
        }
        int management = Daemon.anyFreePort();
        Up.say("Port 9000 is taken: health and metrics are at port " + management + " (" + MANAGEMENT
                + " chooses another).");
        return new UpPorts(http, management);
    }

    private static int free(String name, String text) throws UpFailure {
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UpFailure(name + " is '" + text + "', expected a port number.");
        }
        if (port == 0) {
            return Daemon.anyFreePort();
        }
        if (port < 0 || port > 65_535) {
            throw new UpFailure(name + " is " + port + ", expected a port number up to 65535.");
        }
        if (!Daemon.isFree(port)) {
            throw new UpFailure("Port " + port + " is taken. Choose another: " + name + "="
                    + (port == 9000 ? 9001 : 8081) + " ./mvnw -Pup");
        }
        return port;
    }

    String url() {
        return "http://localhost:" + http;
    }

    String managementUrl() {
        return "http://localhost:" + management;
    }
}

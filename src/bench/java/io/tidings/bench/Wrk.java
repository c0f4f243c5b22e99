package io.tidings.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code wrk} says of one run: answers a second, and how long the slowest hundredth took at least. */
record Wrk(double perSecond, double p99Millis, long answers) {

    static final int CONNECTIONS = 32;

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern ALL = Pattern.compile("([0-9]+) requests in");

    static Wrk run(Running server, Path requests, boolean conditional, Duration time) throws Exception {
        Path script = Files.writeString(
                requests.resolveSibling("crowd.lua"), script(requests, conditional), StandardCharsets.UTF_8);
        String said = output(List.of(
                "wrk",
                "-t1",
                "-c" + CONNECTIONS,
                "-d" + time.toSeconds() + "s",
                "--latency",
                "-s",
                script.toString(),
                "http://localhost:" + server.port));
        if (said.contains("Non-2xx") || said.contains("Socket errors")) {
            throw new IllegalStateException(said);
        }
        return new Wrk(
                Double.parseDouble(found(RATE, said).group(1)),
                millis(found(P99, said)),
                Long.parseLong(found(ALL, said).group(1)));
    }

    /** Sends the requests of the file in turn, from some place on; every line is path, token and tag. */
    private static String script(Path requests, boolean conditional) {
        return """
            local requests = {}
            for line in io.lines("%s") do
              local path, token, tag = line:match("(%%S+) (%%S+) (%%S+)")
              local headers = {["Host"] = "localhost", ["Authorization"] = "Bearer " .. token}
              if %s then headers["If-None-Match"] = tag end
              requests[#requests + 1] = wrk.format("GET", path, headers)
            end
            math.randomseed(os.time() + tonumber(tostring({}):sub(8)) %% 100000)
            local at = math.random(#requests)
            request = function()
              at = at %% #requests + 1
              return requests[at]
            end
            """
                .formatted(requests, conditional);
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    private static Matcher found(Pattern pattern, String said) {
        var matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk says nothing of " + pattern + ": " + said);
        }
        return matcher;
    }

    private static double millis(Matcher time) {
        double value = Double.parseDouble(time.group(1));
        return switch (time.group(2).toLowerCase(Locale.ROOT)) {
            case "us" -> value / 1000;
            case "ms" -> value;
            default -> value * 1000;
        };
    }
}

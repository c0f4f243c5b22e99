package io.tidings.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** What is said once, at the end: where everything is, and what to type next. */
final class UpNotice {

    private UpNotice() {}

    static String of(UpFolder folder, UpPorts ports) {
        Path here = Path.of("").toAbsolutePath();
        Path shown = folder.path().startsWith(here) ? here.relativize(folder.path()) : folder.path();
        return """

                ------------------------------------------------------------------------------
                Tidings is up at %s

                API documentation    %s
                Health and metrics   %s/q/health   %s/q/metrics
                Logs                 %s

                From another shell:

                  . %s
                  # the operator's token, good for everything an operator may do
                  token=$(curl -s -u "$TIDINGS_OPERATOR_ID:$TIDINGS_OPERATOR_SECRET" \\
                    -d grant_type=client_credentials "$TIDINGS_URL/oauth2/token" | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')
                  # enrol a connection point: a one-time key, then its credentials
                  curl -s -X POST -H "Authorization: Bearer $token" "$TIDINGS_URL/v1/enrolment-keys"
                  curl -s -H 'Content-Type: application/json' "$TIDINGS_URL/v1/hierarchies" -d '{"enrolmentKey": "...",
                    "hierarchyId": "...", "site": {"code": "PS1", "type": "primary", "version": "5.00.9128.1000"}, "mode": "online"}'
                  # send a usage report: over HTTP, or as a Kafka record with the hierarchy's id as its key
                  curl -s -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \\
                    --data @report.json "$TIDINGS_URL/v1/hierarchies/<hierarchyId>/usage"
                  kcat -P -b "$KAFKA_BOOTSTRAP_SERVERS" -t usage-data -k <hierarchyId> report.json

                Ctrl-C stops everything; what was stored is there at the next start.
                ------------------------------------------------------------------------------"""
                .formatted(
                        ports.url(),
                        documentation(ports),
                        ports.managementUrl(),
                        ports.managementUrl(),
                        shown.resolve("tidings.log") + ", postgres/postgres.log and kafka/kafka.log beside it",
                        shown.resolve("env"));
    }

    private static String documentation(UpPorts ports) {
        String openApi = ports.url() + "/q/openapi";
        String pages = ports.url() + "/q/swagger-ui/";
        return exists(pages) ? openApi + "   as pages: " + pages : openApi;
    }

    private static boolean exists(String url) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

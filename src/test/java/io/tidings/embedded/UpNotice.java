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

    private static final String TEXT =
            """

            ------------------------------------------------------------------------------
            Tidings is up at {url}

            API documentation    {documentation}
            Health and metrics   {management}/q/health   {management}/q/metrics
            Addresses, secrets   {up}/env
            Logs                 {up}/tidings.log, postgres/postgres.log and kafka/kafka.log beside it

            Try it from another shell:

              . {up}/env
              field() { sed "s/.*\\"$1\\":\\"\\([^\\"]*\\).*/\\1/"; }

              # enrol the connection point of a made-up hierarchy, and get a token with what it was given
              enrolled=$(curl -s "$TIDINGS_URL/v1/hierarchies" -H 'Content-Type: application/json' -d @{up}/enrolment.json)
              token=$(curl -s "$TIDINGS_URL/oauth2/token" -d grant_type=client_credentials \\
                -u "$(echo "$enrolled" | field clientId):$(echo "$enrolled" | field clientSecret)" | field access_token)

              # send its usage report, through Kafka or over HTTP
              kcat -P -b "$KAFKA_BOOTSTRAP_SERVERS" -t usage-data -k {hierarchy} {up}/report.json
              curl -s "$TIDINGS_URL/v1/hierarchies/{hierarchy}/usage" \\
                -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d @{up}/report.json

              # see what it is offered
              curl -s "$TIDINGS_URL/v1/hierarchies/{hierarchy}/updates" -H "Authorization: Bearer $token"

              # an operator's token, for everything else
              token=$(curl -s "$TIDINGS_URL/oauth2/token" -d grant_type=client_credentials \\
                -u "$TIDINGS_OPERATOR_ID:$TIDINGS_OPERATOR_SECRET" | field access_token)

            Ctrl-C stops everything; what was stored is there at the next start.
            ------------------------------------------------------------------------------""";

    static String of(UpFolder folder, UpPorts ports) {
        return TEXT.replace("{url}", ports.url())
                .replace("{documentation}", documentation(ports))
                .replace("{management}", ports.managementUrl())
                .replace("{up}", shown(folder.path()))
                .replace("{hierarchy}", UpSample.HIERARCHY);
    }

    /** As short as it can be typed from where Maven was called. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return (path.startsWith(here) ? here.relativize(path) : path).toString();
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

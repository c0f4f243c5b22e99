package io.tidings.notice;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.access.ConnectionPoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A connection point that asks for its notices, or listens to them. */
record Hearer(ConnectionPoint point) {

    static Hearer enrolled() {
        return new Hearer(ConnectionPoint.enrolled());
    }

    String id() {
        return point.hierarchyId();
    }

    String path() {
        return "/v1/hierarchies/" + id() + "/notices";
    }

    RequestSpecification asked() {
        return given().header("Authorization", point.bearer());
    }

    Response list(String query) {
        return asked().accept("application/json").get(path() + query);
    }

    List<String> texts() {
        return list("?limit=500").jsonPath().getList("notices.text");
    }

    /** The lines of a stream, as they come. */
    Stream<String> stream(@Nullable String last) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + path()))
                .header("Authorization", point.bearer())
                .header("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofLines())
                .body();
    }
}

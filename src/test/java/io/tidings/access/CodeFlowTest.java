package io.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** A browser that opens a page of the console: sent to the issuer, sent back with a code, and signed in. */
@QuarkusTest
@TestProfile(OperatorIssuerTest.WithIssuer.class)
class CodeFlowTest {

    private static final int MOST_REDIRECTS = 8;

    @TestHTTPResource("/console/trial")
    @SuppressWarnings("NullAway.Init") // set by the test extension
    URI page;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static URI location(HttpResponse<String> redirect) {
        assertThat(redirect.statusCode()).isEqualTo(302);
        return redirect.uri().resolve(redirect.headers().firstValue("Location").orElseThrow());
    }

    private HttpResponse<String> signIn(String role) throws Exception {
        URI atTheIssuer = location(get(page));
        assertThat(atTheIssuer.getPath()).isEqualTo("/authorize");
        HttpResponse<String> answer = get(URI.create(atTheIssuer + "&login=" + role));
        for (int i = 0; i < MOST_REDIRECTS && answer.statusCode() == 302; i++) {
            answer = get(location(answer));
        }
        return answer;
    }

    @Test
    void operatorIsSignedInByCode_withTheRolesAndTheTenantOfTheIdToken() throws Exception {
        HttpResponse<String> answer = signIn("publisher");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.uri()).isEqualTo(page);
        assertThat(answer.body()).isEqualTo("ann of north [publisher, viewer]");
        assertThat(get(page).body()).as("by the session").isEqualTo("ann of north [publisher, viewer]");
        assertThat(cookies.getCookieStore().getCookies())
                .filteredOn(cookie -> cookie.getName().contains("session"))
                .isNotEmpty()
                .allMatch(HttpCookie::isHttpOnly)
                .noneMatch(cookie -> cookie.getValue().startsWith("eyJhbGciOiJFUzI1Ni"));
    }

    @Test
    void roleThatMeansNothingHereGrantsNone() throws Exception {
        assertThat(signIn("root").body()).isEqualTo("ann of north []");
    }

    @Test
    void codeThatNobodyAskedForIsRefused() throws Exception {
        URI forged = page.resolve("/console/signed-in?code=code-0&state=x");
        assertThat(get(forged).statusCode()).isGreaterThanOrEqualTo(400);
        location(get(page));
        assertThat(get(forged).statusCode()).isGreaterThanOrEqualTo(400);

        assertThat(location(get(page)).getPath()).as("nobody is signed in").isEqualTo("/authorize");
    }

    @Test
    void changedSessionIsNone() throws Exception {
        signIn("admin");
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().contains("session"))
                .forEach(cookie -> cookie.setValue("x" + cookie.getValue()));

        assertThat(get(page).statusCode()).isIn(302, 401);
    }
}

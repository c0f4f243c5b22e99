package io.tidings.connectivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.tidings.connectivity.CheckReport.Result;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckAnswerTest {

    private static final int YEAR = 2026;

    private final Endpoints endpoints = endpoints("https://tidings.example:8443");

    private static Endpoints endpoints(String own) {
        ConnectivitySettings settings = new ConnectivitySettings() {
            @Override
            public List<URI> ownUrls() {
                return List.of(URI.create(own));
            }

            @Override
            public int keptChecks() {
                return 1;
            }
        };
        return new Endpoints(settings, new ObjectMapper());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tidings.example", "//tidings.example", "https:///v1", "https:tidings", "ftp://tidings.example"})
    void ourOwnHostsMustHaveAnAddress_orTheStartIsRefused(String own) {
        assertThatThrownBy(() -> endpoints(own))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tidings.connectivity.own-urls")
                .hasMessageContaining(own);
        assertThat(Endpoints.class).hasAnnotation(Startup.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {407, 408, 426, 451, 502, 511, 598, 599})
    void statusThatCameFromInBetweenIsAFailure(int status) {
        assertThat(Reachability.ofStatus(status).isReached()).isFalse();
        assertThat(Reachability.ofStatus(status).advice()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 400, 401, 403, 404, 405, 429, 500, 501, 503, 504, 597, 600, 999})
    void anyOtherStatusIsReachable(int status) {
        assertThat(Reachability.ofStatus(status).isReached()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "download.microsoft.com, 200,, 11410, information",
        "officecdn.microsoft.com,, timeout, 11411, warning",
        "nobody.knows.example,, tls, 11411, warning",
        "gateway.configmgr.manage.microsoft.com, 407,, 11412, error",
        "dc.services.visualstudio.com, 502,, 11411, warning",
        "configmgrbits.cdn.manage.microsoft.com,, tls, 11412, error",
        "e123.dscd.akamaiedge.net,, not-connected, 11412, error",
        "tidings.example, 511,, 11412, error",
        "AKA.MS,, timeout, 11412, error",
        "configmgrbits.azureedge.net,, timeout, 11411, warning",
        "aka.ms, 999,, 11410, information",
    })
    void oneResultAmountsToItsMessage(
            String host, @Nullable Integer status, @Nullable String failure, int message, String severity) {
        CheckAnswer answer = answer(List.of(), new Result(host, null, status, failure));
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.severity()).isEqualTo(severity);
        assertThat(answer.advice()).isNotBlank();
    }

    /** What is named narrows only where it is a function of the host. */
    @ParameterizedTest
    @CsvSource({
        "download.microsoft.com, windows-servicing, 11411",
        "download.microsoft.com, updates-and-servicing, 11412",
        "download.microsoft.com, Updates and servicing, 11412",
        "download.microsoft.com, delivery-optimization, 11412",
        "download.microsoft.com, '', 11412",
        "download.microsoft.com., , 11412",
        "e1.akamaiedge.net., updates-and-servicing, 11412",
        "officecdn.microsoft.com, all, 11411",
        "nobody.knows.example, updates-and-servicing, 11411",
        "., , 11411",
    })
    void theNamedFunctionCounts_orElseTheWorst(String host, @Nullable String function, int message) {
        assertThat(answer(List.of(), new Result(host, function, null, "timeout"))
                        .message())
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "desktop-analytics, graph.windows.net, 2022, 11488",
        "desktop-analytics, graph.windows.net, 2023, 11411",
        "desktop-analytics, dc.services.visualstudio.com, 2022, 11488",
        "desktop-analytics, dc.services.visualstudio.com, 2023, 11411",
        "intune, bspmts.mp.microsoft.com, 2019, 11488",
        "intune, bspmts.mp.microsoft.com, 2020, 11411",
    })
    void aServiceThatHasEndedIsNotCritical(String service, String host, int year, int message) {
        CheckReport report = new CheckReport(null, List.of(service), List.of(new Result(host, null, null, "timeout")));
        assertThat(CheckAnswer.of(report, endpoints, year).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "2020, true, true, false",
        "2021, true, true, true",
        "2022, true, true, true",
        "2023, false, false, true",
        "2026, false, false, true",
    })
    void eachHasTheYearsThatTheDocumentsTell(int year, boolean analytics, boolean intelligence, boolean readiness) {
        List<Endpoint> needed =
                endpoints.all().stream().filter(each -> each.isNeededIn(year)).toList();
        assertThat(needed.stream().anyMatch(each -> each.function().equals("desktop-analytics")))
                .isEqualTo(analytics);
        assertThat(needed.stream().anyMatch(each -> each.function().equals("asset-intelligence")))
                .isEqualTo(intelligence);
        assertThat(needed.stream().anyMatch(each -> each.host().equals("omex.cdn.office.net")))
                .isEqualTo(readiness);
    }

    @Test
    void enabledCloudServiceIsCritical() {
        Result gateway = new Result("gateway.configmgr.manage.microsoft.com", "tenant-attach", 599, null);
        assertThat(answer(List.of("tenant-attach"), gateway).message()).isEqualTo(11488);
        assertThat(answer(List.of("tenant-attach"), gateway).severity()).isEqualTo("critical");
        assertThat(answer(List.of(), gateway).message()).isEqualTo(11411);
    }

    @Test
    void worstResultSpeaksForAll_andEachFailureForItself() {
        CheckAnswer answer = answer(
                List.of(),
                new Result("aka.ms", null, 200, null),
                new Result("download.microsoft.com", "updates-and-servicing", null, "timeout"),
                new Result("officecdn.microsoft.com", null, null, "tls"));
        assertThat(answer.message()).isEqualTo(11412);
        assertThat(answer.reached()).isEqualTo(1);
        assertThat(answer.failed())
                .extracting(CheckAnswer.Failed::reason, CheckAnswer.Failed::message)
                .containsExactly(tuple("timeout", 11412), tuple("tls", 11411));
    }

    /** An agent that sends what it found twice found it once. */
    @Test
    void theSameResultIsOne() {
        Result reached = new Result("aka.ms", null, 200, null);
        Result failed = new Result("officecdn.microsoft.com", null, null, "tls");
        CheckAnswer answer = answer(List.of(), reached, failed, reached, failed);
        assertThat(answer.reached()).isEqualTo(1);
        assertThat(answer.failed()).hasSize(1);
    }

    @Test
    void ourOwnHostsAreListedWithTheirPort_andTheirSchemeWhereItIsNotHttps() {
        assertThat(endpoints.all().getFirst())
                .extracting(Endpoint::host, Endpoint::scheme, Endpoint::port)
                .containsExactly("tidings.example", null, 8443);
    }

    private CheckAnswer answer(List<String> services, Result... results) {
        return CheckAnswer.of(new CheckReport(null, services, List.of(results)), endpoints, YEAR);
    }
}

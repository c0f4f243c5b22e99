package io.tidings.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReportsTest {
    static final String FULL =
            """
            {
              "schema": "usage-report/1",
              "reportId": "6f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11",
              "hierarchyId": "b+Wp6K2zYgBoo87tTvqBHlKzWPO/drKY42I1XgNiEuo=",
              "collectedAt": "2026-11-20T10:00:00+01:00",
              "level": 2,
              "mode": "online",
              "branch": "current",
              "basePackage": {"guid": "5B8886C7-F967-4F8A-92AA-009E28368853", "ring": "ga", "downloadedOn": "2024-05-20"},
              "earlyRingOptIn": ["2603"],
              "conditions": {"tenantAttached": true, "cmgOnScaleSet": false, "tap": false, "tapRollup": false},
              "sites": [
                {"code": "CAS", "type": "cas", "version": "5.00.9128.1000",
                 "roles": [{"role": "service-connection-point", "server": "s1"}]},
                {"code": "PS1", "type": "primary", "parent": "CAS", "version": "5.00.9128.1000", "clients": 4200,
                 "timeZone": "UTC+1", "roles": [{"role": "management-point", "server": "s2"}]}
              ],
              "servicing": [{"packageGuid": "8576527E-DDE9-4146-8ED9-DB91091C38EF", "state": 196612, "at": "2026-11-19T02:00:00Z"}],
              "installed": [{"update": "28204160", "installedOn": "2025-09-01", "firstRelease": false}],
              "items": {"T006": [{"branch": "ga", "build": "26100", "forest": "h1", "count": 900}], "T007":12, "T010" : "x" }
            }
            """;

    @Test
    void readsEveryField() {
        UsageReport report = read(FULL);
        assertThat(report.reportId()).hasToString("6f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11");
        assertThat(report.hierarchyId()).isEqualTo("b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo");
        assertThat(report.collectedAt()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
        assertThat(report.level()).isEqualTo(2);
        assertThat(report.mode()).isEqualTo(UsageReport.Mode.ONLINE);
        assertThat(report.basePackage())
                .isEqualTo(new UsageReport.BasePackage(
                        UUID.fromString("5B8886C7-F967-4F8A-92AA-009E28368853"), "ga", LocalDate.of(2024, 5, 20)));
        assertThat(report.earlyRingOptIn()).containsExactly("2603");
        assertThat(report.conditions()).isEqualTo(new UsageReport.Conditions(true, false, false, false));
        assertThat(report.sites()).hasSize(2);
        assertThat(report.sites().get(1).roles()).containsExactly(new UsageReport.Role("management-point", "s2"));
        assertThat(report.servicing()).extracting(UsageReport.Servicing::state).containsExactly(196612);
        assertThat(report.installed())
                .extracting(UsageReport.InstalledUpdate::update)
                .containsExactly("28204160");
        assertThat(report.items())
                .containsEntry(
                        "T006", "[{\"branch\": \"ga\", \"build\": \"26100\", \"forest\": \"h1\", \"count\": 900}]")
                .containsEntry("T007", "12")
                .containsEntry("T010", "\"x\"");
        assertThat(report.unknownFields()).isZero();
    }

    @Test
    void readsWhatItWrote() {
        UsageReport report = read(FULL);
        assertThat(read(new String(report.toJson(), UTF_8))).isEqualTo(report);
    }

    @Test
    void unknownFieldsAreKeptOutAndCounted() {
        String newer = FULL.replace(
                        "\"level\": 2,", "\"level\": 2, \"colour\": {\"a\": [1, {\"b\": null}]}, \"size\": 1.5e3,")
                .replace("\"clients\": 4200", "\"clients\": 4200, \"mood\": \"good\"");
        UsageReport report = read(newer);
        assertThat(report.unknownFields()).isEqualTo(3);
        assertThat(report.sites()).isEqualTo(read(FULL).sites());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T09:00:00Z",
                "2026-11-20T09:00:00.000Z",
                "2026-11-20t09:00:00z",
                "2026-11-20T04:30:00-04:30"
            })
    void aTimeIsReadInEveryForm(String written) {
        assertThat(read(FULL.replace("2026-11-20T10:00:00+01:00", written)).collectedAt())
                .isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
    }

    @Test
    void installedIsUnknownWhenItIsNotSaid() {
        assertThat(read(FULL.replaceFirst("\"installed\": [^\\n]*\\n", "")).installed())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema", "reportId", "hierarchyId", "collectedAt", "level", "mode", "branch", "sites"})
    void everyRequiredFieldIsMissed(String field) {
        assertFlaw(FULL.replace("\"" + field + "\":", "\"not-" + field + "\":"), Flaw.MISSING_FIELD);
    }

    @ParameterizedTest
    @MethodSource
    void wrongValuesAreRefused(String right, String wrong) {
        assertThat(FULL).contains(right);
        assertFlaw(FULL.replace(right, wrong), Flaw.WRONG_FIELD);
    }

    static Stream<Arguments> wrongValuesAreRefused() {
        return Stream.of(
                arguments("\"level\": 2", "\"level\": 0"),
                arguments("\"level\": 2", "\"level\": 4"),
                arguments("\"level\": 2", "\"level\": \"2\""),
                arguments("\"level\": 2", "\"level\": 2.5"),
                arguments("\"level\": 2", "\"level\": 99999999999"),
                arguments("\"level\": 2", "\"level\": null"),
                arguments("\"mode\": \"online\"", "\"mode\": \"on\""),
                arguments("\"branch\": \"current\"", "\"branch\": \"main\""),
                arguments("\"ring\": \"ga\"", "\"ring\": \"slow\""),
                arguments("5B8886C7-F967", "5B8886C7-F9G7"),
                arguments("\"2024-05-20\"", "\"2024-02-30\""),
                arguments("\"2024-05-20\"", "\"+12024-05-20\""),
                arguments("\"tenantAttached\": true", "\"tenantAttached\": 1"),
                arguments("\"version\": \"5.00.9128.1000\"", "\"version\": \"2403\""),
                arguments("\"type\": \"cas\"", "\"type\": \"branch\""),
                arguments("\"clients\": 4200", "\"clients\": -1"),
                arguments("\"state\": 196612", "\"state\": 1.5"),
                arguments("\"earlyRingOptIn\": [\"2603\"]", "\"earlyRingOptIn\": \"2603\""),
                arguments("\"earlyRingOptIn\": [\"2603\"]", "\"earlyRingOptIn\": [2603]"),
                arguments("\"T007\":12", "\"T007\":1e99999"),
                arguments("\"T007\":12", "\"T007\":1e9999999999999"),
                arguments("\"T007\":12", "\"T007\":\"\\u0000\""),
                arguments("\"T007\":12", "\"T007\":{\"\\ud800\":1}"),
                arguments("\"T007\":12", "\"T007\":\"\\ude00\\ud83d\""),
                arguments("\"server\": \"s1\"", "\"server\": \"s\\u00001\""));
    }

    @ParameterizedTest
    @MethodSource
    void textsOfAnotherFormAreRefused(String right, String wrong) {
        wrongValuesAreRefused(right, wrong);
    }

    static Stream<Arguments> textsOfAnotherFormAreRefused() {
        return Stream.of(
                arguments("2026-11-20T10:00:00+01:00", "2026-11-20T10:00:00"),
                arguments("2026-11-20T10:00:00+01:00", "+999999999-11-20T10:00:00Z"),
                arguments("2026-11-20T10:00:00+01:00", "2026-11-31T10:00:00Z"),
                arguments("2026-11-20T10:00:00+01:00", "2026-11-20T10:00Z"),
                arguments("2026-11-20T10:00:00+01:00", "2026-11-20T10:00:00+01:00:30"),
                arguments("2026-11-20T10:00:00+01:00", "0000-01-01T00:00:00+01:00"),
                arguments("2026-11-20T10:00:00+01:00", "9999-12-31T23:59:59-01:00"),
                arguments("2026-11-20T10:00:00+01:00", "2026-11-20T24:00:00Z"),
                arguments("2026-11-20T10:00:00+01:00", "2026-11-20T1x:00:00Z"),
                arguments("b+Wp6K2zYg", "b+Wp"),
                arguments("\"6f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11\"", "\"one\""),
                arguments("\"6f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11\"", "17"),
                arguments("6f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11", "6f0a2c1e-9a1-c4f8e-8d53-0b2f4f7a1c11"),
                arguments("6f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11", "+f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11"),
                arguments("6f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11", "6f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c1g"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoDocumentIsRefused(String document, Flaw flaw) {
        assertFlaw(document, flaw);
    }

    static Stream<Arguments> whatIsNoDocumentIsRefused() {
        return Stream.of(
                arguments("", Flaw.EMPTY),
                arguments(" ", Flaw.NOT_JSON),
                arguments("<report/>", Flaw.NOT_JSON),
                arguments("{", Flaw.NOT_JSON),
                arguments(FULL.substring(0, FULL.length() / 2), Flaw.NOT_JSON),
                arguments(FULL + "{}", Flaw.NOT_JSON),
                arguments(FULL + "x", Flaw.NOT_JSON),
                arguments("[]", Flaw.WRONG_FIELD),
                arguments("null", Flaw.WRONG_FIELD),
                arguments("{}", Flaw.MISSING_FIELD),
                arguments(FULL.replace("\"T007\":12", "\"T007\":NaN"), Flaw.NOT_JSON),
                arguments(FULL.replace("\"T007\":12", "\"T007\":Infinity"), Flaw.NOT_JSON),
                arguments(FULL.replace("\"T007\":12", "\"T007\":012"), Flaw.NOT_JSON),
                arguments(FULL.replace("\"T007\":12", "\"T007\":'x'"), Flaw.NOT_JSON),
                arguments(FULL.replace("\"T007\":12", "\"T007\":\"\\x\""), Flaw.NOT_JSON),
                arguments(FULL.replace("\"T007\":12", "\"T007\":12,"), Flaw.NOT_JSON),
                arguments(FULL.replace("\"T007\":12", "\"T006\":12"), Flaw.DUPLICATE_KEY),
                arguments(FULL.replace("\"T007\":12", "\"T007\":{\"a\":1,\"a\":2}"), Flaw.DUPLICATE_KEY),
                arguments(FULL.replace("\"mode\"", "\"level\": 3, \"mode\""), Flaw.DUPLICATE_KEY),
                arguments(
                        FULL.replace("\"T007\":12", "\"T007\":{\"a\":{\"a\":1},\"b\":2,\"a\":3}"), Flaw.DUPLICATE_KEY),
                arguments(
                        FULL.replace("\"T007\":12", "\"T007\":[{\"a\":1},{\"a\":1,\"\\u0061\":2}]"),
                        Flaw.DUPLICATE_KEY),
                arguments(FULL.replace("\"mode\"", "\"later\": {\"a\":1,\"a\":2}, \"mode\""), Flaw.DUPLICATE_KEY),
                arguments(FULL.replace("\"T007\":12", "\"T007\":{" + keys(40) + ",\"k0\":1}"), Flaw.DUPLICATE_KEY),
                arguments(FULL.replace("\"T007\":12", "\"T007\":{" + keys(40) + ",\"k39\":1}"), Flaw.DUPLICATE_KEY),
                arguments(FULL.replace("\"T007\":12", "\"T007\":{" + keys(16) + ",\"k15\":1}"), Flaw.DUPLICATE_KEY),
                arguments(FULL.replace("usage-report/1", "usage-report/2"), Flaw.UNKNOWN_SCHEMA),
                arguments(FULL.replace("\"T007\":12", "\"T007\":" + "1".repeat(300)), Flaw.TOO_LONG),
                arguments(FULL.replace("\"T007\":12", "\"T007\":\"" + "x".repeat(40_000) + "\""), Flaw.TOO_LONG),
                arguments(FULL.replace("\"T007\":12", "\"" + "x".repeat(300) + "\":1"), Flaw.TOO_LONG),
                arguments(FULL.replace("\"T007\":12", "\"T007\":[" + "0,".repeat(20_000) + "0]"), Flaw.TOO_LONG),
                arguments(FULL.replace("[\"2603\"]", "[" + "\"2603\",".repeat(6_000) + "\"2603\"]"), Flaw.TOO_LONG));
    }

    @Test
    void oneMebibyteIsRead_oneByteMoreIsNot() {
        String padded = FULL + " ".repeat(UsageReports.MAX_BYTES - FULL.length());
        assertThat(read(padded)).isEqualTo(read(FULL));
        assertFlaw(padded + " ", Flaw.TOO_BIG);
    }

    @Test
    void depth32IsRead_depth33IsNot() {
        // the report is one level, its items another
        assertThat(read(FULL.replace("\"T007\":12", "\"T007\":" + nested(30))).items())
                .containsKey("T007");
        assertFlaw(FULL.replace("\"T007\":12", "\"T007\":" + nested(31)), Flaw.TOO_DEEP);
        assertFlaw(FULL.replace("\"mode\"", "\"unknown\":" + nested(32) + ",\"mode\""), Flaw.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f8\u0088\u0080\u0080\u0080", "\u00e2\u0082"
            })
    void invalidUtf8IsRefused_alsoWhereNobodyLooks(String latin) {
        for (String field : List.of("\"mood\"", "\"T007\"")) {
            byte[] document =
                    FULL.replace("\"T007\":12", field + ":\"" + latin + "\"").getBytes(ISO_8859_1);
            assertThat(UsageReports.read(document))
                    .isInstanceOfSatisfying(Reading.Unreadable.class, no -> assertThat(no.flaw())
                            .isEqualTo(Flaw.NOT_UTF8));
        }
    }

    @Test
    void theFlawSaysWhere_andRepeatsNothing() {
        var no = (Reading.Unreadable<UsageReport>) UsageReports.read(
                FULL.replace("\"clients\": 4200", "\"clients\": \"secret\"").getBytes(UTF_8));
        assertThat(no.at()).isEqualTo("/sites/1/clients");
        assertThat(no.detail()).doesNotContain("secret");
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static UsageReport read(String document) {
        return switch (UsageReports.read(document.getBytes(UTF_8))) {
            case Reading.Read<UsageReport>(UsageReport report) -> report;
            case Reading.Unreadable<UsageReport> no -> throw new AssertionError(no);
        };
    }

    private static void assertFlaw(String document, Flaw flaw) {
        assertThat(UsageReports.read(document.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        no -> assertThat(no.flaw()).as(no.toString()).isEqualTo(flaw));
    }

    @Test
    void theSameKeyInAnotherObjectIsAnotherKey() {
        String value =
                "{\"a\":{\"a\":1,\"b\":[{\"a\":1},{\"a\":1}]},\"b\":2,\"c\":{" + keys(40) + "}," + keys(40) + "}";
        UsageReport report = read(FULL.replace("\"T007\":12", "\"T007\":" + value));
        assertThat(report.items()).containsEntry("T007", value);
    }

    @Test
    void whateverIsCutOffIsRefused_whereverThatIs() {
        String document = FULL.replace("\"mode\"", "\"later\": {\"a\": [1, {\"b\": \"c\"}], \"d\": null}, \"mode\"")
                .strip();
        for (int length = 0; length < document.length(); length++) {
            assertThat(UsageReports.read(document.substring(0, length).getBytes(UTF_8)))
                    .as("the first %d characters", length)
                    .isInstanceOf(Reading.Unreadable.class);
        }
    }

    private static String keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
    }
}

package io.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.catalog.Publication.Step;
import io.tidings.catalog.Rollout.Reached;
import io.tidings.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {

    private static final String PLAN =
            """
            {"steps": [{"at": "2026-03-02T08:00:00Z", "percent": 1}, {"at": "2026-03-03T08:00:00Z", "percent": 20},
                       {"at": "2026-03-10T08:00:00Z", "percent": 100}]""";
    private static final Instant OUT = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T07:59:59Z, 0, 0",
        "2026-03-02T08:00:00Z, 1, 1",
        "2026-03-03T08:00:00Z, 2, 20",
        "2026-03-10T07:59:59Z, 2, 20",
        "2026-03-10T08:00:00Z, 3, 100"
    })
    void stepOpensAtItsTime(Instant now, int step, int percent) {
        assertThat(rollout(PLAN + "}").reachedAt(now)).isEqualTo(new Reached(step, percent, false));
    }

    @Test
    void stepWaitsUntilTheOneAheadOfItHasBaked() {
        assertThat(rollout(PLAN + ", \"bake\": \"PT48H\"}").openings())
                .containsExactly(at("2026-03-02T08:00:00Z"), at("2026-03-04T08:00:00Z"), at("2026-03-10T08:00:00Z"));
    }

    @Test
    void stepWaitsForTheWindow() {
        assertThat(window("10:00", "12:00", "UTC").getFirst()).isEqualTo(at("2026-03-02T10:00:00Z"));
        assertThat(window("06:00", "07:00", "UTC").getFirst()).isEqualTo(at("2026-03-03T06:00:00Z"));
        assertThat(window("22:00", "09:00", "UTC").getFirst()).isEqualTo(at("2026-03-02T08:00:00Z"));
        assertThat(window("10:00", "12:00", "America/New_York").getFirst()).isEqualTo(at("2026-03-02T15:00:00Z"));
    }

    @Test
    void windowFollowsTheClocksThatGoForward() {
        var winter = new DailyWindow(
                java.time.LocalTime.of(2, 30), java.time.LocalTime.of(5, 0), java.time.ZoneId.of("Europe/Berlin"));
        assertThat(winter.from(at("2026-03-29T00:45:00Z"))).isEqualTo(at("2026-03-29T01:30:00Z"));
        assertThat(winter.from(at("2026-03-29T01:30:00Z"))).isEqualTo(at("2026-03-29T01:30:00Z"));
    }

    @Test
    void holdFreezesIt_andResumingContinuesLaterByTheHold() {
        Rollout held = rollout(PLAN + "}").held(at("2026-03-03T12:00:00Z"), "paused");
        assertThat(held.reachedAt(at("2026-04-30T00:00:00Z"))).isEqualTo(new Reached(2, 20, true));
        assertThat(held.opensAfter(at("2026-03-03T12:00:00Z"))).isEmpty();

        Rollout resumed = held.resumed(at("2026-03-08T12:00:00Z"));
        assertThat(resumed.reachedAt(at("2026-03-08T12:00:00Z"))).isEqualTo(new Reached(2, 20, false));
        assertThat(resumed.openings().getLast()).isEqualTo(at("2026-03-15T08:00:00Z"));
        assertThat(resumed.openings().subList(0, 2))
                .isEqualTo(rollout(PLAN + "}").openings().subList(0, 2));
    }

    @Test
    void bakingStandsStillWhileItIsHeld() {
        Rollout baking = rollout(PLAN + ", \"bake\": \"PT48H\"}")
                .held(at("2026-03-02T09:00:00Z"), "paused")
                .resumed(at("2026-03-02T15:00:00Z"));
        assertThat(baking.openings().get(1)).isEqualTo(at("2026-03-04T14:00:00Z"));
    }

    @Test
    void withoutStepsAllAreReached() {
        assertThat(rollout("{}").reachedAt(OUT)).isEqualTo(new Reached(0, 100, false));
    }

    @Test
    void pauseOfThePublicationHoldsIt() {
        Update published = step(draft().withRollout(rollout(PLAN + "}")), Step.PUBLISH, OUT);
        Update paused = step(published, Step.PAUSE, at("2026-03-02T09:00:00Z"));
        assertThat(reached(paused, "2026-03-20T00:00:00Z")).isEqualTo(new Reached(1, 1, true));
        Update resumed = step(paused, Step.RESUME, at("2026-03-20T09:00:00Z"));
        assertThat(reached(resumed, "2026-03-21T07:59:59Z")).isEqualTo(new Reached(1, 1, false));
        assertThat(reached(resumed, "2026-03-21T08:00:00Z")).isEqualTo(new Reached(2, 20, false));
    }

    @Test
    void publishedRolloutGoesOnlyForwards() {
        Update update = step(draft().withRollout(rollout(PLAN + "}")), Step.PUBLISH, OUT);
        Instant now = at("2026-03-04T00:00:00Z");
        String faster =
                """
                {"steps": [{"at": "2026-03-02T08:00:00Z", "percent": 1}, {"at": "2026-03-03T08:00:00Z", "percent": 20},
                           {"at": "2026-03-04T00:00:00Z", "percent": 100}]}""";
        assertThat(rolloutOf(RolloutRules.apply(update, rollout(faster), now))
                        .reachedAt(now)
                        .percent())
                .isEqualTo(100);
        assertThat(RolloutRules.apply(update, null, now).rollout()).isNull();
        refused(update, rollout(faster.replace("20}", "10}")), now);
        refused(update, rollout("{\"steps\": [{\"at\": \"2026-03-02T08:00:00Z\", \"percent\": 1}]}"), now);
        refused(update, rollout(PLAN + ", \"bake\": \"PT240H\"}"), now);
        refused(update.withRollout(null), rollout(PLAN + "}"), now);
        refused(step(update, Step.EXPIRE, now), rollout(faster), now);
    }

    @Test
    void rolloutIsFreeAgainOnceTheUpdateWasTakenBack() {
        Update update = step(draft().withRollout(rollout(PLAN + "}")), Step.PUBLISH, OUT);
        Instant now = at("2026-03-04T00:00:00Z");
        Update withdrawn = step(step(update, Step.PAUSE, now), Step.WITHDRAW, now);
        Rollout other = rollout("{\"steps\": [{\"at\": \"2026-05-01T00:00:00Z\", \"percent\": 5}]}");
        assertThat(RolloutRules.apply(withdrawn, other, now).rollout()).isEqualTo(other);
    }

    @Test
    void haltRuleBreaksAtTheFailuresAndBelowTheShare() {
        var rule = new HaltRule(10, 90, 20);
        assertThat(rule.broken(1000, 9)).isEmpty();
        assertThat(rule.broken(1000, 10)).contains("10 failures, 10 are the limit");
        assertThat(rule.broken(10, 9)).as("too few to say").isEmpty();
        assertThat(rule.broken(11, 9)).contains("11 of 20 succeeded, 90 % are asked for");
        assertThat(new HaltRule(null, 90, 1).broken(90, 10)).isEmpty();
        assertThat(new HaltRule(null, 90, 1).broken(0, 0)).isEmpty();
    }

    @Test
    void rolloutInStepsStopsAtMoreThanFiveFailuresAndUnderSeventyPercent_unlessItNamesItsRule() {
        HaltRule rule = rollout(PLAN + "}").haltRule().orElseThrow();
        assertThat(rule.broken(0, 5)).isEmpty();
        assertThat(rule.broken(13, 6)).isPresent();
        assertThat(rule.broken(14, 6)).isEmpty();
        assertThat(rollout("{}").haltRule()).isEmpty();
        assertThat(rollout(PLAN + ", \"halt\": {\"failures\": 3}}").haltRule()).contains(new HaltRule(3, null, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 2026-03-01T00:00:00Z, true",
        "PT0S, 2026-03-10T07:59:59Z, true",
        "PT0S, 2026-03-10T08:00:00Z, false",
        "PT24H, 2026-03-11T07:59:59Z, true",
        "PT24H, 2026-03-11T08:00:00Z, false"
    })
    void outcomesCountUntilTheLastStepHasBaked(String bake, Instant now, boolean counts) {
        assertThat(rollout(PLAN + ", \"bake\": \"" + bake + "\"}").isOnTrial(now))
                .isEqualTo(counts);
        assertThat(rollout("{\"halt\": {\"failures\": 3}}").isOnTrial(now)).isTrue();
    }

    @Test
    void publishingAnewEndsTheHoldUnderWhichItWasTakenBack() {
        Update update = step(draft().withRollout(rollout(PLAN + "}")), Step.PUBLISH, OUT);
        Instant now = at("2026-03-02T09:00:00Z");
        Update back = step(step(update, Step.PAUSE, now), Step.WITHDRAW, now);
        assertThat(reached(step(back, Step.PUBLISH, now.plusSeconds(60)), "2026-03-10T08:01:00Z"))
                .isEqualTo(new Reached(3, 100, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'steps': [{'at': 'soon', 'percent': 1}]} | /steps/0/at",
                "{'steps': [{'at': '2026-03-02T08:00:00Z', 'percent': 0}]} | /steps/0/percent",
                "{'steps': [{'at': '2026-03-02T08:00:00Z', 'percent': 101}]} | /steps/0/percent",
                "{'steps': [{'at': '2026-03-02T08:00:00Z', 'percent': 1.5}]} | /steps/0/percent",
                "{'bake': 'PT-1H'} | /bake",
                "{'bake': '3 days'} | /bake",
                "{'window': {'begins': '08:00', 'ends': '08:00'}} | /window/ends",
                "{'window': {'begins': '08:00', 'ends': '25:00'}} | /window/ends",
                "{'window': {'begins': '08:00', 'ends': '09:00', 'zone': 'Mars/Base'}} | /window/zone",
                "{'halt': {}} | /halt",
                "{'halt': {'successPercent': 120}} | /halt/successPercent"
            })
    void wrongRolloutIsRefusedWithItsPlace(String document, String pointer) {
        assertThatExceptionOfType(CatalogRefused.class)
                .isThrownBy(() -> rollout(document.replace('\'', '"')))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(CatalogFault::where)
                        .contains(pointer));
    }

    @Test
    void stepsOutOfOrderAreRefused() {
        assertThatExceptionOfType(CatalogRefused.class)
                .isThrownBy(
                        () -> rollout(
                                """
                        {"steps": [{"at": "2026-03-02T08:00:00Z", "percent": 10},
                                   {"at": "2026-03-02T08:00:00Z", "percent": 10}]}"""))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(CatalogFault::where)
                        .containsExactly("/steps/1/at", "/steps/1/percent"));
    }

    @Test
    void readsBackEqual() {
        Rollout whole = rollout(
                        PLAN
                                + """
                        , "bake": "PT48H", "window": {"begins": "22:00", "ends": "06:00", "zone": "Europe/Berlin"},
                        "halt": {"failures": 3, "successPercent": 95, "leastOutcomes": 20, "leastFailures": 2}, "floors": ["2303"]}""")
                .held(at("2026-03-03T12:00:00Z"), "paused")
                .resumed(at("2026-03-04T12:00:00Z"))
                .held(at("2026-03-05T12:00:00Z"), "halted");
        assertThat(Faults.rollout(RolloutJson.write(whole))).isEqualTo(whole);
    }

    private static List<Instant> window(String begins, String ends, String zone) {
        return rollout(PLAN + ", \"window\": {\"begins\": \"" + begins + "\", \"ends\": \"" + ends + "\", \"zone\": \""
                        + zone + "\"}}")
                .openings();
    }

    private static void refused(Update update, Rollout wanted, Instant now) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> RolloutRules.apply(update, wanted, now));
    }

    private static Reached reached(Update update, String now) {
        return rolloutOf(update).reachedAt(at(now));
    }

    private static Update step(Update update, Step step, Instant now) {
        return Publication.of(update, LocalDate.ofInstant(now, java.time.ZoneOffset.UTC))
                .after(step, now)
                .orElseThrow();
    }

    private static Rollout rolloutOf(Update update) {
        return Objects.requireNonNull(update.rollout());
    }

    static Update draft() {
        return Faults.oneOf(
                "trial", json("{\"id\": \"trial\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}"));
    }

    static Rollout rollout(String document) {
        return Faults.rollout(json(document));
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}

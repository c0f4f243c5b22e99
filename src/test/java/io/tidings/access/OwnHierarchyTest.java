package io.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnHierarchyTest {

    private static final String OWN = "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo";

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/updates", "/updates/FEATURE-2403/why", "/tuf/root.json"})
    void whatIsBelowTheOwnHierarchyIsReached(String rest) {
        assertThat(OwnHierarchy.isBelow("/v1/hierarchies/" + OWN + rest, OWN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/hierarchies/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/updates",
                "/v1/hierarchies/" + OWN + "A/updates",
                "/v1/hierarchies/" + OWN + ";x=1/updates",
                "/v1/hierarchies;x=1/" + OWN + "/updates",
                "/v1/hierarchies/" + OWN + "%2F..%2FAAAA/updates",
                "/V1/Hierarchies/" + OWN + "/updates",
                "/v1/hierarchies/",
                "/v1/hierarchies//" + OWN
            })
    void everythingElseIsNot(String path) {
        assertThat(OwnHierarchy.isBelow(path, OWN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/hierarchies/", "/v1/hierarchies//updates"})
    void anEmptyNameOwnsNothing(String path) {
        assertThat(OwnHierarchy.isBelow(path, "")).isFalse();
    }
}

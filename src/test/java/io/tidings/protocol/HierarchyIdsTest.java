package io.tidings.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HierarchyIdsTest {
    private static final String PLAIN = "b+Wp6K2zYgBoo87tTvqBHlKzWPO/drKY42I1XgNiEuo=";
    private static final String URL = "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo";

    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, N0cI//dxndWXnsh11WzSKG9tPPfsMXo7JWMqqyjsN7s=",
        "3B7D84FA-ECCC-4EA0-B8AB-ABBDA1E88E0E, b+Wp6K2zYgBoo87tTvqBHlKzWPO/drKY42I1XgNiEuo=",
        "{3b7d84fa-eccc-4ea0-b8ab-abbda1e88e0e}, b+Wp6K2zYgBoo87tTvqBHlKzWPO/drKY42I1XgNiEuo=",
        "(3b7d84fa-eccc-4ea0-b8ab-abbda1e88e0e), b+Wp6K2zYgBoo87tTvqBHlKzWPO/drKY42I1XgNiEuo=",
        "3b7d84faeccc4ea0b8ababbda1e88e0e, b+Wp6K2zYgBoo87tTvqBHlKzWPO/drKY42I1XgNiEuo=",
        "PS1, fgkaTxoDH0lLR/4arxi6mLN1gUhrisMjdXl2ZgFeoDM=",
        "Add_Remove_Programs_DATA, CcXK39zXLCv0F+uo5OjdwOBN4Ts2FGfTodbCNLva5YQ="
    })
    void hashesAsTheSiteDoes(String ownId, String plainBase64) {
        assertThat(HierarchyIds.normalise(plainBase64)).contains(HierarchyIds.ofOwnId(ownId));
    }

    @Test
    void unpairedBracketsAreNoGuid() {
        assertThat(HierarchyIds.ofOwnId("{3b7d84fa-eccc-4ea0-b8ab-abbda1e88e0e"))
                .isNotEqualTo(HierarchyIds.ofOwnId("3b7d84fa-eccc-4ea0-b8ab-abbda1e88e0e"));
    }

    @Test
    void bothAlphabetsComeToOneForm() {
        assertThat(HierarchyIds.normalise(PLAIN)).contains(URL);
        assertThat(HierarchyIds.normalise(URL)).contains(URL);
        assertThat(HierarchyIds.normalise(URL + "=")).contains(URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiE!o",
                "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuoAA"
            })
    void whatIsNoDigestIsNoId(String text) {
        assertThat(HierarchyIds.normalise(text)).isEmpty();
    }
}

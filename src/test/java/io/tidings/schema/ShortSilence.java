package io.tidings.schema;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;

/** The database may be silent for six seconds, so that a test need not wait for what an operator would. */
public final class ShortSilence implements QuarkusTestProfile {

    public static final Duration LONGEST = Duration.ofSeconds(6);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.datasource.reactive.idle-timeout", "1s");
    }
}

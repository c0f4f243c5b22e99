package io.tidings.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a token costs: once to be made, once to be verified whole, and with each poll, at 100,000 distinct ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AccessTokensBenchmark {

    private static final int DISTINCT = 100_000;
    private static final Duration LIFE = Duration.ofHours(2);

    private final TokenRules rules =
            new TokenRules("https://tidings", "tidings", LIFE, Duration.ofSeconds(60), 200_000);
    private final KeyRing keys = new KeyRing();
    private final SigningKey key = SigningKey.generate(Instant.now(), Duration.ofDays(1), LIFE);
    private final AccessTokens issuer = tokens(200_000);
    private final AccessTokens forgetful = tokens(1);
    private final String[] distinct = new String[DISTINCT];

    private AccessTokens tokens(long remembered) {
        keys.learn(List.of(key.published()));
        TokenRules few = new TokenRules(rules.issuer(), rules.audience(), LIFE, rules.skew(), remembered);
        return new AccessTokens(few, keys, new Revocations(), Clock.systemUTC());
    }

    private Claims claims(int client) {
        Instant now = Instant.now();
        String hierarchy = String.format("%043d", client);
        Set<String> roles = Set.of(Role.CONNECTION_POINT_NAME);
        return new Claims(
                rules.issuer(),
                rules.audience(),
                "cp-" + client,
                hierarchy,
                "default",
                roles,
                now,
                now.plus(LIFE),
                "t" + client);
    }

    @Setup
    public void issueThemAll() {
        for (int i = 0; i < DISTINCT; i++) {
            distinct[i] = issuer.issue(key, claims(i));
        }
    }

    private String any() {
        return distinct[ThreadLocalRandom.current().nextInt(DISTINCT)];
    }

    @Benchmark
    public String issue() {
        return issuer.issue(key, claims(1));
    }

    @Benchmark
    public Object verifyWhole() {
        return forgetful.verify(any());
    }

    @Benchmark
    public Object verifyRemembered() {
        return issuer.verify(any());
    }
}

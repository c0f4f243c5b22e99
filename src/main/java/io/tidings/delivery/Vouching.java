package io.tidings.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.trust.Holdings;
import io.tidings.trust.SignedRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signed metadata by its file name. A timestamp is always of the present state; what it leads to is answered from memory
 * while it is there. Signing takes milliseconds and never happens on an event loop.
 */
@Singleton
class Vouching {

    static final String TIMESTAMP = "timestamp.json";

    private static final Pattern ROOT = Pattern.compile("([1-9][0-9]{0,8})\\.root\\.json");
    private static final Pattern INDEXED = Pattern.compile("[1-9][0-9]{0,9}\\.(snapshot|targets)\\.json");

    private final Repositories repositories;
    private final SignedNumbers numbers;
    private final Clock clock;
    private final Cache<String, Holdings> signedLast;

    Vouching(Repositories repositories, SignedNumbers numbers, DeliverySettings settings, Clock clock) {
        this.repositories = repositories;
        this.numbers = numbers;
        this.clock = clock;
        this.signedLast = Caffeine.newBuilder()
                .maximumSize(settings.rememberedHierarchies())
                .build();
    }

    Uni<byte[]> common(String file, Supplier<Uni<Statement>> present) {
        return file(repositories.common(), file, Holdings.COMMON, present);
    }

    Uni<byte[]> personal(String hierarchyId, String file, Supplier<Uni<Statement>> present) {
        return file(repositories.personal(), file, hierarchyId, present);
    }

    /** Throws where nothing is signed: then there are no targets either, for nobody could believe them. */
    void requireKeys() {
        repositories.common();
    }

    void forget(String hierarchyId) {
        signedLast.invalidate(hierarchyId);
        repositories.forget(hierarchyId);
    }

    private Uni<byte[]> file(
            SignedRepository repository, String name, String subject, Supplier<Uni<Statement>> present) {
        Matcher root = ROOT.matcher(name);
        if (root.matches()) {
            return Uni.createFrom().item(found(repository.root(Integer.parseInt(root.group(1)))));
        }
        if (!name.equals(TIMESTAMP) && !INDEXED.matcher(name).matches()) {
            return Uni.createFrom().failure(noSuchFile());
        }
        Function<Holdings, Uni<Optional<byte[]>>> sign = holdings -> sign(repository, holdings, name);
        Supplier<Uni<byte[]>> asItIsNow = () ->
                now(subject, present).chain(holdings -> sign.apply(holdings)).map(Vouching::found);
        Holdings last = signedLast.getIfPresent(subject);
        return name.equals(TIMESTAMP) || last == null
                ? asItIsNow.get()
                : sign.apply(last)
                        .chain(file -> file.isPresent() ? Uni.createFrom().item(file.get()) : asItIsNow.get());
    }

    /** While the database is away, what was signed last is signed on. */
    private Uni<Holdings> now(String subject, Supplier<Uni<Statement>> present) {
        return present.get()
                .chain(statement -> numbers.of(statement).map(statement::toHoldings))
                .invoke(holdings -> signedLast.put(subject, holdings))
                .onFailure(failure -> !(failure instanceof Problem) && signedLast.getIfPresent(subject) != null)
                .recoverWithItem(() -> signedLast.getIfPresent(subject));
    }

    private Uni<Optional<byte[]>> sign(SignedRepository repository, Holdings holdings, String name) {
        Supplier<Optional<byte[]>> file = () -> Optional.ofNullable(repository.file(holdings, name, clock.instant()));
        return repository.isSigned(holdings, clock.instant())
                ? Uni.createFrom().item(file)
                : Uni.createFrom().item(file).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static byte[] found(Optional<byte[]> file) {
        return found(file.orElse(null));
    }

    private static byte[] found(byte @Nullable [] file) {
        if (file == null) {
            throw noSuchFile();
        }
        return file;
    }

    private static Problem noSuchFile() {
        return new Problem(ProblemType.NOT_FOUND, "There is no metadata of this name now.");
    }
}

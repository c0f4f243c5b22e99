package io.tidings.usage;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.protocol.HierarchyIds;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An operator puts rejected reports back: all of them, or those of a reason, a hierarchy, a time. */
@Path("/v1/usage/rejected/replay")
class ReplayResource {
    private static final Logger LOG = Logger.getLogger(ReplayResource.class);
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    private final Replay replay;
    private final UsageSettings settings;

    ReplayResource(Replay replay, UsageSettings settings) {
        this.replay = replay;
        this.settings = settings;
    }

    /** What is absent does not narrow; {@code from} is included, {@code to} is not. */
    record Wanted(@Nullable String reason, @Nullable String hierarchyId, @Nullable Instant from, @Nullable Instant to) {
        Wanted {
            if (!isKafkaTime(from) || !isKafkaTime(to)) {
                throw new IllegalArgumentException("from and to must lie between the years 1970 and 9999");
            }
            if (reason != null && !UsageFault.codes().contains(reason)) {
                throw new IllegalArgumentException("reason must be one of " + UsageFault.codes());
            }
            if (hierarchyId != null && HierarchyIds.normalise(hierarchyId).isEmpty()) {
                throw new IllegalArgumentException("hierarchyId must be a SHA-256 in base64 or base64url");
            }
        }

        private static boolean isKafkaTime(@Nullable Instant time) {
            return time == null || (!time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_TIME));
        }
    }

    /** A filter with a wrong name would narrow nothing, and put back everything. */
    @RegisterForReflection
    public static final class OnlyWhatIsKnown implements BiFunction<ObjectMapper, Type, ObjectReader> {
        @Override
        public ObjectReader apply(ObjectMapper mapper, Type type) {
            return mapper.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        }
    }

    @POST
    @CustomDeserialization(OnlyWhatIsKnown.class)
    @RolesAllowed("publisher")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Replay.Result> replay(@Nullable Wanted wanted) {
        RejectedTopic.Filter filter = wanted == null
                ? new RejectedTopic.Filter(null, null, null, null)
                : new RejectedTopic.Filter(wanted.reason(), wanted.hierarchyId(), wanted.from(), wanted.to());
        return replay.replay(filter, settings.replayAtMost())
                .onFailure(failure -> !(failure instanceof Problem))
                .invoke(failure -> LOG.warnf("A replay ended early: %s", failure))
                .onFailure(failure -> !(failure instanceof Problem))
                .transform(
                        failure -> new Problem(ProblemType.UNAVAILABLE, "Not all could be put back. Call again later")
                                .retryAfter(settings.retryAfter()));
    }
}

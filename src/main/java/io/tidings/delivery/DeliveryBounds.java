package io.tidings.delivery;

import io.quarkus.runtime.StartupEvent;
import io.tidings.setting.Bounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Stops the start when a setting of what is handed over has a value that it cannot work with. */
@Singleton
class DeliveryBounds {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int MOST = 100_000_000;

    void check(@Observes @Priority(1) StartupEvent event, DeliverySettings settings) {
        check(settings);
    }

    static void check(DeliverySettings settings) {
        Bounds bounds = Bounds.of("delivery")
                .lasts("longest-silence", settings.longestSilence(), SECOND, Duration.ofDays(1))
                .lasts("check.just-changed-for", settings.check().justChangedFor(), Duration.ZERO, YEAR)
                .whole("remembered-hierarchies", settings.rememberedHierarchies(), 1, MOST)
                .whole("remembered-editions", settings.rememberedEditions(), 1, MOST)
                .whole("trust.remembered-bytes", settings.trust().rememberedBytes(), 1, Long.MAX_VALUE);
        settings.check()
                .afterPublication()
                .ifPresent(soon -> bounds.lasts("check.after-publication", soon, Duration.ZERO, YEAR));
        topic(bounds, settings.offersChanged());
        content(bounds, settings.content());
    }

    private static void topic(Bounds bounds, DeliverySettings.OffersChangedSettings topic) {
        bounds.whole("offers-changed.partitions", topic.partitions(), 1, 10_000)
                .copies("offers-changed.replicas", topic.replicas())
                .lasts(
                        "offers-changed.acknowledge-within",
                        topic.acknowledgeWithin(),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(20));
    }

    private static void content(Bounds bounds, DeliverySettings.ContentSettings content) {
        bounds.whole("content.largest", content.largest(), 1, Long.MAX_VALUE)
                .whole("content.quota", content.quota(), 1, Long.MAX_VALUE)
                .lasts("content.unreferenced-for", content.unreferencedFor(), Duration.ofMinutes(1), YEAR);
        content.s3().ifPresent(bucket -> s3(bounds, bucket));
    }

    /** A signed address is good for seven days at most, whatever is asked for; a part has 5 GiB at most. */
    private static void s3(Bounds bounds, DeliverySettings.S3Settings bucket) {
        bounds.address("content.s3.endpoint", bucket.endpoint().toString());
        bucket.publicEndpoint().ifPresent(address -> bounds.address("content.s3.public-endpoint", address.toString()));
        bucket.redirect()
                .ifPresent(span -> bounds.lasts("content.s3.redirect", span, Duration.ZERO, Duration.ofDays(7)));
        bucket.copies().ifPresent(bytes -> bounds.whole("content.s3.copies", bytes, 0, Long.MAX_VALUE));
        bucket.part().ifPresent(bytes -> bounds.whole("content.s3.part", bytes, 1, 5L << 30));
    }
}

package io.tidings.catalog;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One event in the life of a publication, on its day. {@code by} names the update that took its place, {@code kb} the
 * number it carries from then on. {@code decided} here, by an operator or a halt rule, and not told by a document.
 */
public record Revision(
        LocalDate on, Event event, @Nullable String by, @Nullable String kb, @Nullable String text, boolean decided) {

    /** One that a document tells. */
    public Revision(LocalDate on, Event event, @Nullable String by, @Nullable String kb, @Nullable String text) {
        this(on, event, by, kb, text, false);
    }

    public static Revision of(LocalDate on, Event event) {
        return new Revision(on, event, null, null, null);
    }

    static Revision decided(LocalDate on, Event event) {
        return new Revision(on, event, null, null, null, true);
    }

    /** What happened. */
    public enum Event {
        PUBLISHED,
        /** The article changed, the package did not. */
        ARTICLE_REVISED,
        /** No longer offered, another update stands in its place. */
        REPLACED,
        REVOKED,
        /** A new package under the same number: those who have the first are offered it again. */
        REPUBLISHED,
        RENUMBERED,
        EXPIRED,
        PAUSED,
        RESUMED;

        /** The name on the wire: lower case, with hyphens. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

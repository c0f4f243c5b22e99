package io.tidings.notice;

import io.tidings.hierarchy.Hierarchy;
import io.tidings.notice.Notice.Kind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What an operator wants to be told, and to whom. */
record Message(
        @Nullable @Pattern(regexp = "message|service-configuration-changed") String kind,
        @NotBlank @Size(max = 4000) @Pattern(regexp = WRITABLE) String text,
        @Nullable @Valid To to) {

    /** A notice is kept as text, which has every character but one. */
    private static final String WRITABLE = "[^\\x00]*[^\\s\\x00][^\\x00]*";

    /** All that is said must fit; what is absent does not narrow, so that an empty one is everybody. */
    record To(
            @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{43}") String hierarchyId,
            @Nullable @Pattern(regexp = "online|offline") String mode,
            @Nullable @Pattern(regexp = "current|ltsb|technical-preview") String branch,
            @Nullable @Size(max = 32) String version) {

        /** Whether it asks for what only a report tells. */
        boolean asksForFacts() {
            return mode != null || branch != null || version != null;
        }

        boolean fits(Hierarchy hierarchy) {
            return (hierarchyId == null || hierarchyId.equals(hierarchy.id()))
                    && (mode == null || mode.equalsIgnoreCase(hierarchy.mode().name()))
                    && (branch == null
                            || branch.equals(hierarchy.standing().branch().wireName()))
                    && (version == null || version.equals(hierarchy.version()));
        }
    }

    Kind kindOrMessage() {
        return kind == null ? Kind.MESSAGE : Kind.ofWireName(kind);
    }
}

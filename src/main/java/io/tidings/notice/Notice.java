package io.tidings.notice;

import java.util.Locale;

/**
 * Something that one hierarchy should hear of, once: of the same kind and subject there is one notice, however often it
 * is found.
 */
public record Notice(String hierarchyId, Kind kind, String subject, String text) {

    /** What it is about. */
    public enum Kind {
        /** The service configuration changed: restart SMS_EXECUTIVE at the service connection point (FACTS 8). */
        SERVICE_CONFIGURATION_CHANGED(Severity.WARNING),
        UPDATES_OFFERED(Severity.INFORMATION),
        SECRET_EXPIRING(Severity.CRITICAL),
        CERTIFICATE_EXPIRING(Severity.CRITICAL),
        MODE_PENDING(Severity.INFORMATION),
        WITHDRAWN_UPDATE_INSTALLED(Severity.CRITICAL),
        /** What an operator wants to say. */
        MESSAGE(Severity.INFORMATION);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }

        /** The name on the wire: lower case, with hyphens. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** How much it matters. */
    public enum Severity {
        INFORMATION,
        WARNING,
        CRITICAL;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

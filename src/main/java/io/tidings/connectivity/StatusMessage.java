package io.tidings.connectivity;

/** The status messages of a connectivity check (FACTS 7.2), from the best to the worst. */
public enum StatusMessage {
    ALL_REACHED(11410, "information", "Every endpoint was reached."),
    SOME_MISSING(
            11411,
            "warning",
            "Endpoints of features were not reached: those features do not work until they are. Updates still come."),
    CRITICAL_MISSING(
            11412,
            "error",
            "Endpoints that updates and servicing need were not reached: no updates come until they are."),
    CLOUD_SERVICE_MISSING(
            11488,
            "critical",
            "Endpoints of a cloud service that is enabled were not reached: the component is critical until they are.");

    private final int id;
    private final String severity;
    private final String advice;

    StatusMessage(int id, String severity, String advice) {
        this.id = id;
        this.severity = severity;
        this.advice = advice;
    }

    public int id() {
        return id;
    }

    public String severity() {
        return severity;
    }

    public String advice() {
        return advice;
    }
}

package io.tidings.schema;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

/** Says in one line, for an operator, why PostgreSQL cannot be used yet. */
final class DatabaseTrouble {

    private DatabaseTrouble() {}

    static String describe(Throwable failure) {
        return switch (failure) {
            case PgException refused -> describe(refused);
            case UnknownHostException unknown ->
                "PostgreSQL's host name cannot be resolved (" + unknown.getMessage()
                        + "); the setting is quarkus.datasource.reactive.url";
            case ConnectException refused ->
                "PostgreSQL does not accept connections (" + refused.getMessage()
                        + "); the setting is quarkus.datasource.reactive.url";
            case TimeoutException late -> "PostgreSQL does not answer in time (" + late.getMessage() + ")";
            default -> "PostgreSQL cannot be used: " + failure.getMessage();
        };
    }

    /** Whether this is the database's state, which can mend itself, rather than a fault in the statement we sent. */
    static boolean mayPass(Throwable failure) {
        return !(failure instanceof PgException refused)
                || switch (stateClass(refused)) {
                    // connection, authorisation, no such database, conflict, resources, wrong state, operator, system
                    case "08", "28", "3D", "40", "53", "55", "57", "58" -> true;
                    default -> "42501".equals(refused.getSqlState());
                };
    }

    private static String describe(PgException refused) {
        String said = " (" + refused.getErrorMessage() + ")";
        return switch (stateClass(refused)) {
            case "28" ->
                "PostgreSQL refuses the user or the password" + said
                        + "; the settings are quarkus.datasource.username and quarkus.datasource.password";
            case "3D" -> "the database does not exist" + said + "; the setting is quarkus.datasource.reactive.url";
            case "53" -> "PostgreSQL has no connection to spare" + said;
            case "57" -> "PostgreSQL is starting or stopping" + said;
            default -> "PostgreSQL refuses" + said;
        };
    }

    private static String stateClass(PgException refused) {
        String state = refused.getSqlState();
        return state == null || state.length() != 5 ? "" : state.substring(0, 2);
    }
}

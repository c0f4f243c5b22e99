package io.tidings.connectivity;

import java.util.Map;

/**
 * What became of one attempt. An answer counts, whatever it says, unless something in between gave it (FACTS 7.2): a proxy,
 * a filter, a portal.
 */
public sealed interface Reachability {

    /** The statuses that come from something in between, each with what to do about it. */
    Map<Integer, String> IN_BETWEEN = Map.of(
            407, "The proxy wants credentials: set them for the site system that holds the service connection point.",
            408, "The request took too long on its way: look at the proxy's and the firewall's time limits.",
            426, "Something in between asks for another protocol: let TLS 1.2 or later pass as it is.",
            451, "The address is blocked for legal reasons: ask who runs the network.",
            502, "A proxy got no proper answer: let it reach the address.",
            511, "The network wants a login first: take the server out of the portal.",
            598, "A proxy timed out while it read: let it reach the address.",
            599, "A proxy timed out while it connected: let it reach the address.");

    /** The far end was there. */
    record Reached(int status) implements Reachability {}

    /** Somebody on the way answered instead. */
    record Intercepted(int status) implements Reachability {}

    /** No answer in time. */
    record TimedOut() implements Reachability {}

    /** TLS was not agreed upon: often a certificate that is broken open on the way. */
    record TlsFailed() implements Reachability {}

    /** No connection at all: the name is not known, or the connection was refused. */
    record NotConnected() implements Reachability {}

    static Reachability ofStatus(int status) {
        return IN_BETWEEN.containsKey(status) ? new Intercepted(status) : new Reached(status);
    }

    default boolean isReached() {
        return this instanceof Reached;
    }

    /** What happened, in a word. */
    default String reason() {
        return switch (this) {
            case Reached(int status) -> "status-" + status;
            case Intercepted(int status) -> "status-" + status;
            case TimedOut() -> "timeout";
            case TlsFailed() -> "tls";
            case NotConnected() -> "not-connected";
        };
    }

    /** What a person can do about it. */
    default String advice() {
        return switch (this) {
            case Reached(int status) -> "Nothing is to be done.";
            case Intercepted(int status) -> IN_BETWEEN.getOrDefault(status, "Let the address pass unchanged.");
            case TimedOut() -> "Allow the connection in the firewall, and name the proxy if there is one.";
            case TlsFailed() -> "Take the address out of TLS inspection, and enable TLS 1.2 or later.";
            case NotConnected() -> "Check that the name resolves, and that the port is open.";
        };
    }
}

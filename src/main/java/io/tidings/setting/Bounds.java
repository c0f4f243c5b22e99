package io.tidings.setting;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;

/**
 * Judges the settings of one room, one after the other. The first that cannot work ends the start with one line; nobody meets
 * it later as a fault of a request.
 */
public final class Bounds {

    private static final Set<String> WEB = Set.of("http", "https");

    private final String prefix;

    private Bounds(String prefix) {
        this.prefix = prefix;
    }

    /** Of the settings below {@code tidings.<room>}. */
    public static Bounds of(String room) {
        return below("tidings." + room);
    }

    /** Of the settings below a prefix that is not ours. */
    public static Bounds below(String prefix) {
        return new Bounds(prefix + ".");
    }

    public Bounds whole(String name, long value, long least, long most) {
        return require(
                value >= least && value <= most,
                name,
                "a whole number from " + least + " to " + most + ", not " + value);
    }

    public Bounds number(String name, double value, long least, long most) {
        return require(
                value >= least && value <= most, name, "a number from " + least + " to " + most + ", not " + value);
    }

    public Bounds lasts(String name, Duration value, Duration least, Duration most) {
        return require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                name,
                "a duration from " + least + " to " + most + ", not " + value);
    }

    /** The copies of a topic: a number of them, or -1 for the broker's own default. */
    public Bounds copies(String name, int value) {
        return value == -1 ? this : whole(name, value, 1, 100);
    }

    /** An address of the web, whole. */
    public Bounds address(String name, String value) {
        return require(isAddress(value), name, "an address such as https://tidings.example.org, not " + value);
    }

    private static boolean isAddress(String value) {
        try {
            URI address = new URI(value);
            // not its host: the class does not know one with an underscore
            return address.getRawAuthority() != null && WEB.contains(String.valueOf(address.getScheme()));
        } catch (URISyntaxException none) {
            return false;
        }
    }

    /** For all else. The value is not shown: it may be a secret. */
    public Bounds require(boolean fits, String name, String expected) {
        if (!fits) {
            throw new ConfigurationException(prefix + name + " must be " + expected);
        }
        return this;
    }
}

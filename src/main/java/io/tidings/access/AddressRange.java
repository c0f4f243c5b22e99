package io.tidings.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.BitSet;

/** Addresses with a common beginning, as in {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is a range of one. */
final class AddressRange {

    private final byte[] first;
    private final int prefix;

    private AddressRange(byte[] first, int prefix) {
        this.first = first;
        this.prefix = prefix;
    }

    /** Throws an {@link IllegalArgumentException}. */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash));
        return new AddressRange(address, slash < 0 ? address.length * 8 : prefix(text.substring(slash + 1), address));
    }

    private static int prefix(String text, byte[] address) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > address.length * 8) {
            throw new IllegalArgumentException("no such range");
        }
        return Integer.parseInt(text);
    }

    boolean contains(String address) {
        byte[] other = literal(address);
        return other.length == first.length && bits(other).equals(bits(first));
    }

    private BitSet bits(byte[] address) {
        byte[] reversed = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            reversed[i] = (byte) (Integer.reverse(address[i]) >>> 24);
        }
        return BitSet.valueOf(Arrays.copyOf(reversed, address.length)).get(0, prefix);
    }

    /** Only numbers: a name would be looked up. */
    private static byte[] literal(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F.:]*(%.*)?")) {
            throw new IllegalArgumentException("no numbers");
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("no address", malformed);
        }
    }
}

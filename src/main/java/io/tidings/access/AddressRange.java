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

    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash));
        int prefix = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > address.length * 8) {
            throw new IllegalArgumentException("tidings.access.trusted-proxies: no such range: " + text);
        }
        return new AddressRange(address, prefix);
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
            throw new IllegalArgumentException("tidings.access.trusted-proxies: expected an address: " + address);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("tidings.access.trusted-proxies: not an address: " + address, malformed);
        }
    }
}

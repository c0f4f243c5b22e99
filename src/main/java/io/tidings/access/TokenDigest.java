package io.tidings.access;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** SHA-256 of a whole token: what a replica remembers instead of the token itself. */
record TokenDigest(long a, long b, long c, long d) {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static TokenDigest of(String token) {
        byte[] digest = Secret.sha256(token.getBytes(StandardCharsets.ISO_8859_1));
        return new TokenDigest(word(digest, 0), word(digest, 8), word(digest, 16), word(digest, 24));
    }

    private static long word(byte[] digest, int at) {
        return (long) LONGS.get(digest, at);
    }

    @Override
    public int hashCode() {
        return (int) a;
    }
}

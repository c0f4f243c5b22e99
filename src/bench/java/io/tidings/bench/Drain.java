package io.tidings.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Downloads that end nowhere, the same from each of some connections at once: a thread reads into the same few bytes over and
 * over, so that the server is what is measured.
 */
record Drain(int port, String path, int status, List<String> headers) {

    private static final int AT_ONCE = 256 << 10;
    private static final int LONGEST_HEAD = 8 << 10;
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** How many bytes came in all. */
    long run(int connections) throws Exception {
        List<Callable<Long>> all = new ArrayList<>(Collections.nCopies(connections, this::fetch));
        long bytes = 0;
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (Future<Long> each : threads.invokeAll(all)) {
                bytes += each.get();
            }
        }
        return bytes;
    }

    private long fetch() throws IOException {
        var buffer = ByteBuffer.allocateDirect(AT_ONCE);
        try (var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            channel.write(ByteBuffer.wrap(request().getBytes(StandardCharsets.US_ASCII)));
            String head = head(channel, buffer);
            if (!head.startsWith("HTTP/1.1 " + status)) {
                throw new IllegalStateException(
                        path + " is answered " + head.lines().findFirst().orElse(head));
            }
            long length = Long.parseLong(Poll.header(head, "content-length"));
            // the first bytes of the body came along with the head
            for (long got = buffer.remaining(); got < length; got += buffer.position()) {
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    throw new IllegalStateException(path + " ends after " + got + " of " + length + " bytes");
                }
            }
            return length;
        }
    }

    private String request() {
        var lines = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> lines.append(header).append("\r\n"));
        return lines.append("\r\n").toString();
    }

    /** Leaves the buffer at the first byte of the body. */
    private String head(SocketChannel channel, ByteBuffer buffer) throws IOException {
        buffer.limit(LONGEST_HEAD);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            var start = new byte[buffer.position()];
            buffer.get(0, start);
            var text = new String(start, StandardCharsets.ISO_8859_1);
            int end = text.indexOf(END_OF_HEAD);
            if (end >= 0) {
                buffer.flip().position(end + END_OF_HEAD.length());
                return text.substring(0, end);
            }
        }
        throw new IllegalStateException(path + " is answered without an end of the head");
    }
}

package io.tidings.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Notice streams that are held open, one for each member of a crowd, by one thread that knows of each only how far it has
 * come: a client for each would weigh more than the server.
 */
final class Listeners implements AutoCloseable {

    private static final int ASKED_AT_ONCE = 64;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    private final List<Stream> streams = new ArrayList<>();
    private final Running server;

    Listeners(Running server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
    }

    /** Returns once each has been answered 200; what is not open after that time is said. */
    void open(List<Crowd.Member> members, Duration patience) throws Exception {
        var wait = new Wait("streams opened", members.size(), patience);
        while (wait.isNotOver()) {
            while (streams.size() < members.size() && streams.size() - wait.done < ASKED_AT_ONCE) {
                ask(members.get(streams.size()));
            }
            wait.done += hear(END_OF_HEAD);
        }
    }

    /** Returns once each has heard that word; its first letter must not come again in it. */
    void awaitWord(String word, Duration patience) throws Exception {
        streams.forEach(Stream::listenAnew);
        var wait = new Wait("streams heard it", streams.size(), patience);
        while (wait.isNotOver()) {
            wait.done += hear(word.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void ask(Crowd.Member member) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port));
        String path = member.path().replaceFirst("/updates$", "/notices");
        channel.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Bearer " + member.token() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        var stream = new Stream(channel);
        streams.add(stream);
        channel.register(selector, SelectionKey.OP_READ, stream);
    }

    /** How many more have heard the word. */
    private int hear(byte[] word) throws IOException {
        int heard = 0;
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Stream stream && stream.hears(word, buffer.clear())) {
                heard++;
            }
        }
        selector.selectedKeys().clear();
        return heard;
    }

    @Override
    public void close() throws IOException {
        for (Stream stream : streams) {
            stream.channel.close();
        }
        selector.close();
    }

    /** Some of all, until a time that is said in advance. */
    private final class Wait {
        private final String what;
        private final int all;
        private final long end;
        private int done;

        Wait(String what, int all, Duration patience) {
            this.what = what;
            this.all = all;
            this.end = System.nanoTime() + patience.toNanos();
        }

        boolean isNotOver() throws InterruptedException {
            if (done < all && System.nanoTime() > end) {
                throw new IllegalStateException(done + " of " + all + " " + what);
            }
            server.rest(Duration.ZERO);
            return done < all;
        }
    }

    private static final class Stream {
        private final SocketChannel channel;
        private int matched;
        private boolean answered;
        private boolean heard;

        Stream(SocketChannel channel) {
            this.channel = channel;
        }

        void listenAnew() {
            matched = 0;
            heard = false;
        }

        /** Whether the word ends among the bytes that are there now, for the first time. */
        boolean hears(byte[] word, ByteBuffer buffer) throws IOException {
            if (channel.read(buffer) < 0) {
                throw new IllegalStateException("a stream ended");
            }
            buffer.flip();
            if (!answered && buffer.hasRemaining()) {
                checkStatus(buffer);
            }
            boolean before = heard;
            while (!heard && buffer.hasRemaining()) {
                byte next = buffer.get();
                matched = next == word[matched] ? matched + 1 : next == word[0] ? 1 : 0;
                heard = matched == word.length;
            }
            return heard && !before;
        }

        private void checkStatus(ByteBuffer buffer) {
            String head = StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
            if (!head.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException("a stream is answered " + head);
            }
            answered = true;
        }
    }
}

package io.tidings.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same request over and over from 64 kept connections of one thread, each asking again once it is answered. It speaks
 * HTTP/1.1 by hand: on a small machine a full client would take the processor from the server it measures.
 */
final class Load {

    static final int CONNECTIONS = 64;

    private final InetSocketAddress address;
    private final byte[] request;
    private final int status;

    /** Headers are whole lines; every answer must have that status, or the measurement is void. */
    Load(int port, String path, int status, String... headers) {
        this(port, status, request("GET " + path, List.of(headers)));
    }

    private Load(int port, int status, String request) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.status = status;
        this.request = request.getBytes(StandardCharsets.US_ASCII);
    }

    /** A form that is sent over and over, and answered 200. */
    static Load ofForm(int port, String path, String form) {
        var headers = List.of("Content-Type: application/x-www-form-urlencoded", "Content-Length: " + form.length());
        return new Load(port, 200, request("POST " + path, headers) + form);
    }

    private static String request(String line, List<String> headers) {
        var lines = new StringBuilder(line + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> lines.append(header).append("\r\n"));
        return lines.append("\r\n").toString();
    }

    /** Asks for that long and returns how many answers came. */
    long run(Duration time) throws IOException {
        List<Conversation> conversations = new ArrayList<>();
        try (var selector = Selector.open()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                var conversation = new Conversation(SocketChannel.open(address), request, status);
                conversations.add(conversation);
                conversation.register(selector);
                conversation.ask();
            }
            return answers(selector, System.nanoTime() + time.toNanos());
        } finally {
            for (var conversation : conversations) {
                conversation.close();
            }
        }
    }

    /** One answer, for what a workload must know beforehand, such as the entity tag. */
    String headers() throws IOException {
        var channel = SocketChannel.open(address);
        try (var conversation = new Conversation(channel, request, status)) {
            conversation.ask();
            while (!conversation.hear()) {
                Thread.onSpinWait();
            }
            return conversation.lastHeaders();
        }
    }

    private static long answers(Selector selector, long end) throws IOException {
        long answers = 0;
        while (System.nanoTime() < end) {
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.attachment() instanceof Conversation conversation && conversation.hear()) {
                    answers++;
                    conversation.ask();
                }
            }
            selector.selectedKeys().clear();
        }
        return answers;
    }
}

package io.tidings.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One connection of the load: asks, and hears until the answer is whole. Understands answers with a known length only. */
final class Conversation implements AutoCloseable {

    private static final int LARGEST = 1 << 20;

    private final SocketChannel channel;
    private final ByteBuffer question;
    private final int status;
    private final ByteBuffer heard = ByteBuffer.allocate(LARGEST);
    private byte[] knownHeaders = {};
    private int knownLength;

    Conversation(SocketChannel channel, byte[] question, int status) {
        this.channel = channel;
        this.question = ByteBuffer.wrap(question);
        this.status = status;
    }

    void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    void ask() throws IOException {
        heard.clear();
        question.rewind();
        while (question.hasRemaining()) {
            channel.write(question);
        }
    }

    /** True once the answer is whole. */
    boolean hear() throws IOException {
        if (channel.read(heard) < 0) {
            throw new IOException("the server closed a connection: " + text(heard.position()));
        }
        int headers = endOfHeaders();
        return headers > 0 && heard.position() >= headers + bodyLength(headers);
    }

    String lastHeaders() {
        return text(endOfHeaders());
    }

    private int endOfHeaders() {
        var bytes = heard.array();
        for (int i = 3; i < heard.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return 0;
    }

    /** Equal headers are read once: the answers of a round are alike. */
    private int bodyLength(int headers) throws IOException {
        if (!Arrays.equals(heard.array(), 0, headers, knownHeaders, 0, knownHeaders.length)) {
            var text = text(headers).toLowerCase(Locale.ROOT);
            if (!text.startsWith("http/1.1 " + status)) {
                throw new IOException("expected " + status + " and heard " + text(heard.position()));
            }
            knownLength = text.lines()
                    .filter(line -> line.startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            // an answer without a body may still name the length of the one it stands for
            knownLength = status == 304 || status == 204 ? 0 : knownLength;
            knownHeaders = Arrays.copyOf(heard.array(), headers);
        }
        return knownLength;
    }

    private String text(int length) {
        return new String(heard.array(), 0, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.tidings.trust;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Serves a fixture's files over HTTP, and a stream without end where a test asks for one. */
final class TufMirror implements AutoCloseable {

    private static final byte[] BLANKS = new byte[64 * 1024];

    static {
        Arrays.fill(BLANKS, (byte) ' ');
    }

    private final TufFixture fixture;
    private final HttpServer server;
    private final ConcurrentHashMap<String, Boolean> endless = new ConcurrentHashMap<>();
    private final AtomicLong endlessBytes = new AtomicLong();

    TufMirror(TufFixture fixture) throws IOException {
        this.fixture = fixture;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/");
    }

    void serveWithoutEnd(String name) {
        endless.put(name, true);
    }

    /** How much of the stream without end the client let through. */
    long endlessBytes() {
        return endlessBytes.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var name = exchange.getRequestURI().getPath().substring(1);
            if (endless.containsKey(name)) {
                exchange.sendResponseHeaders(200, 0);
                pourWithoutEnd(exchange);
                return;
            }
            var file = fixture.file(name);
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
                exchange.getResponseBody().write(file);
            }
        }
    }

    private void pourWithoutEnd(HttpExchange exchange) {
        try {
            while (endlessBytes.addAndGet(BLANKS.length) < 1L << 30) {
                exchange.getResponseBody().write(BLANKS);
            }
        } catch (IOException theClientHungUp) {
            // what a sound client does
        }
    }
}

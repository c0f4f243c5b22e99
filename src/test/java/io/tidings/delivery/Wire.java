package io.tidings.delivery;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection over which request follows request, also before the answer to the one before is read. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    Wire() throws IOException {
        socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The status line, the fields by their lower-case names, the body. */
    record Answer(String line, Map<String, String> fields, String body) {

        int status() {
            return Integer.parseInt(line.substring(9, 12));
        }
    }

    /** Each field is a whole line. */
    static byte[] request(String line, String... fields) {
        var text = new StringBuilder(line).append(" HTTP/1.1\r\nHost: localhost\r\n");
        Arrays.stream(fields).forEach(field -> text.append(field).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    Answer ask(String line, String... fields) throws IOException {
        send(request(line, fields));
        return read();
    }

    Answer read() throws IOException {
        String line = line();
        Map<String, String> fields = new TreeMap<>();
        for (String field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            fields.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(fields.getOrDefault("content-length", "0"));
        return new Answer(line, fields, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ends after \"" + line + '"');
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

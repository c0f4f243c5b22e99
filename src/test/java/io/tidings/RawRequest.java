package io.tidings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An HTTP/1.1 request as its bytes, so that it may be as wrong as no client library would send it. */
final class RawRequest {

    private final String line;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = {};

    /** What came back: the head's fields by their lower-case names. */
    record Answer(int status, Map<String, String> headers, String body) {

        String mediaType() {
            return headers.getOrDefault("content-type", "").replaceFirst(";.*", "");
        }
    }

    RawRequest(String line) {
        this.line = line;
        header("Host", "localhost").header("Connection", "close");
    }

    RawRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    RawRequest body(String contentType, byte[] bytes) {
        body = bytes;
        return header("Content-Type", contentType).header("Content-Length", Integer.toString(bytes.length));
    }

    RawRequest body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The body in one chunk: its size is not announced. */
    RawRequest chunked(String contentType, byte[] bytes) {
        var framed = new ByteArrayOutputStream();
        framed.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        framed.writeBytes(bytes);
        framed.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body = framed.toByteArray();
        return header("Content-Type", contentType).header("Transfer-Encoding", "chunked");
    }

    Answer send(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(30_000);
            var request = new ByteArrayOutputStream();
            var head = new StringBuilder(line).append(line.contains(" HTTP/") ? "\r\n" : " HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body);
            try {
                socket.getOutputStream().write(request.toByteArray());
            } catch (IOException refusedBeforeItsEnd) {
                // the answer may be there already
            }
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static Answer read(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var piece = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(piece);
                    n >= 0;
                    n = socket.getInputStream().read(piece)) {
                bytes.write(piece, 0, n);
            }
        } catch (IOException reset) {
            if (bytes.size() == 0) {
                throw reset;
            }
        }
        String all = bytes.toString(StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no answer but \"" + all + "\"");
        }
        List<String> lines = all.substring(0, end).lines().toList();
        var headers = new LinkedHashMap<String, String>();
        lines.stream().skip(1).forEach(field -> {
            int colon = field.indexOf(':');
            headers.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        });
        int status = Integer.parseInt(lines.getFirst().substring(9, 12));
        return new Answer(status, headers, all.substring(end + 4));
    }

    @Override
    public String toString() {
        String shown = line + " " + headers;
        return shown.substring(0, Math.min(200, shown.length()));
    }
}

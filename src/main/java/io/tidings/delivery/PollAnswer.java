package io.tidings.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.AsciiString;
import io.tidings.protocol.EntityTags;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a poll is answered, whichever layer writes it. Decided by the validators alone: of what the asker has, the body is not
 * touched.
 */
record PollAnswer(Sheet sheet, boolean gzip, boolean unchanged, Freshness freshness) {

    private static final AsciiString OK = new AsciiString("HTTP/1.1 200 OK\r\n");
    private static final AsciiString NOT_MODIFIED = new AsciiString("HTTP/1.1 304 Not Modified\r\n");
    private static final int COLON_AND_SPACE = (':' << 8) | ' ';
    private static final int LINE_END = ('\r' << 8) | '\n';

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

    /** Of what the asker said: {@code known} is its If-None-Match, {@code encodings} its Accept-Encoding. */
    static PollAnswer of(Sheet sheet, @Nullable String known, @Nullable String encodings, Freshness freshness) {
        boolean hasPlain = EntityTags.name(known, sheet.tag());
        boolean hasGzip = EntityTags.name(known, sheet.gzipTag());
        boolean gzip = Encodings.acceptGzip(encodings);
        // a 304 bears the tag of what the asker has: it looks for its bytes under that
        return hasPlain || hasGzip
                ? new PollAnswer(sheet, hasGzip && (gzip || !hasPlain), true, freshness)
                : new PollAnswer(sheet, gzip, false, freshness);
    }

    private void tell(BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(HttpHeaders.ETAG, sheet.header(gzip));
        freshness.tell(headers);
        if (!unchanged) {
            headers.accept(HttpHeaders.CONTENT_TYPE, JSON);
        }
        if (!unchanged && gzip) {
            headers.accept(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
    }

    private byte[] body() {
        return gzip ? sheet.gzip() : sheet.json();
    }

    /** Without a body its length is said nevertheless (RFC 9110, 9.3.2). */
    Response toResponse(boolean withBody) {
        Response.ResponseBuilder answer = unchanged ? Response.notModified() : Response.ok();
        tell((name, value) -> answer.header(name.toString(), value.toString()));
        if (!unchanged && withBody) {
            answer.entity(body());
        } else if (!unchanged) {
            answer.header("Content-Length", body().length);
        }
        return answer.build();
    }

    void writeTo(HttpServerResponse response) {
        tell(response::putHeader);
        if (unchanged) {
            response.setStatusCode(Response.Status.NOT_MODIFIED.getStatusCode()).end();
        } else {
            response.end(Buffer.buffer(body()));
        }
    }

    int length() {
        return unchanged ? 0 : body().length;
    }

    /** The whole answer as HTTP/1.1 has it, every field as it is told to the framework. */
    void writeTo(ByteBuf out, CharSequence date) {
        ByteBufUtil.writeAscii(out, unchanged ? NOT_MODIFIED : OK);
        line(out, HttpHeaders.DATE, date);
        tell((name, value) -> line(out, name, value));
        if (!unchanged) {
            line(out, HttpHeaders.CONTENT_LENGTH, Integer.toString(length()));
        }
        out.writeShort(LINE_END);
        if (!unchanged) {
            out.writeBytes(body());
        }
    }

    private static void line(ByteBuf out, CharSequence name, CharSequence value) {
        ByteBufUtil.writeAscii(out, name);
        out.writeShort(COLON_AND_SPACE);
        ByteBufUtil.writeAscii(out, value);
        out.writeShort(LINE_END);
    }
}

package io.tidings.delivery;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as its connection brought it, if nothing about it asks for more than the answer to a poll. */
final class PlainPoll {

    private static final String BEFORE = "/v1/hierarchies/";
    private static final String AFTER = "/updates";
    private static final int ID_LENGTH = 43;
    private static final int LENGTH = BEFORE.length() + ID_LENGTH + AFTER.length();

    /** With one of these a request is more than a poll. */
    private static final List<AsciiString> UNUSUAL = List.of(
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.UPGRADE,
            HttpHeaderNames.IF_MATCH);

    private PlainPoll() {}

    /** Whose edition is asked for; null when the request is anything else. */
    static @Nullable String of(HttpRequest request) {
        String uri = request.uri();
        boolean isPoll = uri.length() == LENGTH
                && uri.startsWith(BEFORE)
                && uri.endsWith(AFTER)
                && request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && request.decoderResult().isSuccess()
                && isPlain(request.headers());
        return isPoll ? uri.substring(BEFORE.length(), BEFORE.length() + ID_LENGTH) : null;
    }

    private static boolean isPlain(HttpHeaders headers) {
        for (int i = 0; i < UNUSUAL.size(); i++) {
            if (headers.contains(UNUSUAL.get(i))) {
                return false;
            }
        }
        String connection = headers.get(HttpHeaderNames.CONNECTION);
        return headers.contains(HttpHeaderNames.HOST)
                && (connection == null || connection.equalsIgnoreCase("keep-alive"))
                && PollRoute.takesJson(headers.get(HttpHeaderNames.ACCEPT));
    }

    static @Nullable String authorization(HttpRequest request) {
        return request.headers().get(HttpHeaderNames.AUTHORIZATION);
    }

    static @Nullable String known(HttpRequest request) {
        return request.headers().get(HttpHeaderNames.IF_NONE_MATCH);
    }

    static @Nullable String encodings(HttpRequest request) {
        return request.headers().get(HttpHeaderNames.ACCEPT_ENCODING);
    }
}

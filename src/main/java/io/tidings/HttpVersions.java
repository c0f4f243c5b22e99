package io.tidings;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * HTTP/2 needs TLS. The upgrade of a plain connection would let a body run ahead of whoever reads it, all of it into memory:
 * nothing holds the sender back once the first request has become a stream.
 */
@Singleton
class HttpVersions implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
        // nobody speaks WebSocket here, and each message of a connection would pass through what waits for it
        options.setPerFrameWebSocketCompressionSupported(false).setPerMessageWebSocketCompressionSupported(false);
    }
}

package io.tidings.problem;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends the reading of a body that is longer than its address takes and did not say so before. */
@Provider
class BoundedBody implements ReaderInterceptor {

    private final CurrentVertxRequest request;

    BoundedBody(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        String path = request.getCurrent().request().path();
        body.setInputStream(new Bounded(body.getInputStream(), BodyLimits.of(path)));
        return body.proceed();
    }

    private static final class Bounded extends FilterInputStream {
        private final long most;
        private long left;

        Bounded(InputStream body, long most) {
            super(body);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            took(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            int n = super.read(into, at, most);
            took(Math.max(0, n));
            return n;
        }

        private void took(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw BodyLimits.exceeded(most);
            }
        }
    }
}

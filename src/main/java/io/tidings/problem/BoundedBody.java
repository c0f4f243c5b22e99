package io.tidings.problem;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends the reading of a body that is longer than any we take and did not say so before. */
@Provider
class BoundedBody implements ReaderInterceptor {

    /** Below the framework's own limit (quarkus.http.limits.max-body-size), which ends the answer without a document. */
    static final long MOST_BYTES = 10 << 20;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        // who takes a stream reads it bit by bit, and has a bound of his own
        if (body.getType() != InputStream.class) {
            body.setInputStream(new Bounded(body.getInputStream()));
        }
        return body.proceed();
    }

    static Problem tooLarge() {
        // the rest stays unread, so the connection cannot carry another request
        return new Problem(ProblemType.TOO_LARGE, "The body may have " + MOST_BYTES + " bytes at most")
                .header("Connection", "close");
    }

    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream body) {
            super(body);
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
                throw tooLarge();
            }
        }
    }
}

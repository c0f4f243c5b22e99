package io.tidings.delivery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code Accept-Encoding} (RFC 9110, 12.5.3) says of the one encoding that editions are kept in. */
final class Encodings {

    private Encodings() {}

    static boolean acceptGzip(@Nullable String header) {
        if (header == null) {
            return false;
        }
        boolean any = false;
        for (String element : header.toLowerCase(Locale.ROOT).split(",", 32)) {
            String[] parts = element.strip().split(";", 2);
            String coding = parts[0].strip();
            boolean refused = parts.length > 1 && parts[1].strip().matches("q=0(\\.0{0,3})?");
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return !refused;
            }
            any |= coding.equals("*") && !refused;
        }
        return any;
    }
}

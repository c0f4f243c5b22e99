package io.tidings.delivery;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Accept-Encoding} (RFC 9110, 12.5.3) says of the one encoding that editions are kept in. Whoever accepts nothing
 * that we have gets the bytes as they are.
 */
final class Encodings {

    private static final int UNSAID = -1;
    private static final int FULL = 1000;
    private static final Pattern WEIGHT = Pattern.compile("\\s*[qQ]=([01])(?:\\.([0-9]{0,3}))?\\s*");

    private Encodings() {}

    /** Whether gzip is accepted, and the bytes as they are not liked better. */
    static boolean acceptGzip(@Nullable String header) {
        if (header == null) {
            return false;
        }
        int gzip = UNSAID;
        int asItIs = UNSAID;
        int any = UNSAID;
        for (int from = 0; from < header.length(); ) {
            int comma = header.indexOf(',', from);
            int end = comma < 0 ? header.length() : comma;
            int parameters = header.indexOf(';', from, end);
            String coding = header.substring(from, parameters < 0 ? end : parameters);
            int weight = parameters < 0 ? FULL : weight(header.substring(parameters + 1, end));
            switch (coding.strip().toLowerCase(Locale.ROOT)) {
                case "gzip", "x-gzip" -> gzip = weight;
                case "identity" -> asItIs = weight;
                case "*" -> any = weight;
                default -> {
                    // an encoding that we do not have
                }
            }
            from = end + 1;
        }
        int compressed = gzip == UNSAID ? any : gzip;
        return compressed > 0 && compressed >= asItIs;
    }

    /** In thousandths; what cannot be read refuses nothing. */
    private static int weight(String parameter) {
        Matcher weight = WEIGHT.matcher(parameter);
        if (!weight.matches() || weight.group(1).equals("1")) {
            return FULL;
        }
        @Nullable String thousandths = weight.group(2);
        return thousandths == null || thousandths.isEmpty()
                ? 0
                : Integer.parseInt((thousandths + "00").substring(0, 3));
    }
}

package io.tidings.protocol;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The texts of a document that have a form of their own: versions, GUIDs, times, days, words out of a list. */
final class JsonScalars {
    static final int MAX_CODE = 64;
    private static final int GUID_LENGTH = 36;
    private static final Pattern INSTANT = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)",
            Pattern.CASE_INSENSITIVE);
    /** An offset from UTC leads out of the years that have four digits. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int DAY_LENGTH = 10;
    private static final int USUAL_INSTANT_LENGTH = 20;
    private static final int VERSION_DOTS = 3;
    private static final int MAX_DIGITS = 9;

    private final JsonCursor in;

    JsonScalars(JsonCursor in) {
        this.in = in;
    }

    String version() throws IOException, FlawFound {
        String text = in.text(MAX_CODE);
        if (!isVersion(text)) {
            throw in.wrong("a version such as 5.00.9128.1000 is expected");
        }
        return text;
    }

    /** Four numbers of one to nine digits. A pattern would take ten times as long, for each site of each report. */
    private static boolean isVersion(String text) {
        int dots = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0) {
                dots++;
                digits = 0;
            } else if (c < '0' || c > '9' || ++digits > MAX_DIGITS) {
                return false;
            }
        }
        return dots == VERSION_DOTS && digits > 0;
    }

    String oneOf(Set<String> names) throws IOException, FlawFound {
        String text = in.text(MAX_CODE);
        if (!names.contains(text)) {
            throw in.wrong("one of " + names.stream().sorted().toList() + " is expected");
        }
        return text;
    }

    UUID guid() throws IOException, FlawFound {
        String text = in.text(MAX_CODE);
        if (!isGuid(text)) {
            throw in.wrong("a GUID is expected");
        }
        return UUID.fromString(text);
    }

    /** The parser takes groups of any length, with signs, and cuts off what does not fit: two texts would be one GUID. */
    private static boolean isGuid(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (isHyphen ? text.charAt(i) != '-' : !HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.length() == GUID_LENGTH;
    }

    Instant instant() throws IOException, FlawFound {
        String text = in.text(MAX_CODE);
        try {
            if (isUsualInstant(text)) {
                LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
                return dayOf(text).atTime(time).toInstant(ZoneOffset.UTC);
            }
            if (INSTANT.matcher(text).matches()) {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                    return time;
                }
            }
        } catch (DateTimeException e) {
            // the same answer as for a year of five digits
        }
        throw in.wrong("a time as in RFC 3339, of the years 0000 to 9999 in UTC, is expected");
    }

    LocalDate day() throws IOException, FlawFound {
        String text = in.text(MAX_CODE);
        try {
            if (text.length() == DAY_LENGTH && text.charAt(4) == '-' && text.charAt(7) == '-') {
                return dayOf(text);
            }
        } catch (DateTimeException e) {
            // the same answer as for a year of five digits
        }
        throw in.wrong("a day such as 2024-05-20 is expected");
    }

    /** 2026-11-20T10:00:00Z, as nearly everybody writes it: the general parser takes ten times as long. */
    private static boolean isUsualInstant(String text) {
        return text.length() == USUAL_INSTANT_LENGTH
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(19) == 'Z';
    }

    private static LocalDate dayOf(String text) {
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new DateTimeException("a digit is expected");
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}

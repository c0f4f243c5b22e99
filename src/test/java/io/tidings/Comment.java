package io.tidings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A comment and the line it starts on. The compiler's tree keeps none but documentation, so they are read from the text. */
record Comment(int line, String text) {

    /** Strings and characters come first: what looks like a comment within them is none. */
    private static final Pattern TOKEN = Pattern.compile("(?s)\"{3}.*?(?<!\\\\)\"{3}"
            + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\""
            + "|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'"
            + "|(?<comment>//[^\\n]*|/\\*.*?\\*/)");

    static List<Comment> in(String text) {
        var comments = new ArrayList<Comment>();
        var tokens = TOKEN.matcher(text);
        int line = 1;
        int counted = 0;
        while (tokens.find()) {
            var comment = tokens.group("comment");
            if (comment != null) {
                line += (int) text.substring(counted, tokens.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
                counted = tokens.start();
                comments.add(new Comment(line, comment));
            }
        }
        return comments;
    }
}

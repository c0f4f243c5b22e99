package io.tidings.relevance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.stream.Stream;

/** A what-if question in one line, for tables: {@code 2403 early installed=28204160 optin=2603}. */
final class SiteLine {

    private SiteLine() {}

    static ObjectNode question(String line, LocalDate day) {
        var question = JsonNodeFactory.instance.objectNode().put("asOf", day.toString());
        var site = question.putObject("site");
        var words = line.split(" ");
        site.put("version", words[0]).putArray("installed");
        Stream.of(words).skip(1).forEach(word -> tell(question, site, word));
        return question;
    }

    private static void tell(ObjectNode question, ObjectNode site, String word) {
        var value = word.substring(word.indexOf('=') + 1);
        switch (word.contains("=") ? word.substring(0, word.indexOf('=')) : word) {
            case "early" -> site.put("base_ring", "early-ring");
            case "tap" -> site.put("base_ring", "tap");
            case "istap" -> site.put("tap", true);
            case "taprollup" -> site.put("tap_rollup", true);
            case "tenant" -> site.put("tenant_attached", true);
            case "vmss" -> site.put("cmg_vmss", true);
            case "level1" -> site.putNull("installed");
            case "guid" -> site.put("package_guid", value);
            case "downloaded" -> site.put("downloaded", value);
            case "optin" -> site.putArray("early_ring_opt_in").add(value);
            case "assume" -> Stream.of(value.split(",")).forEach(question.withArray("assumePublished")::add);
            case "ltsb", "technical-preview" -> site.put("branch", word);
            case "switch" -> site.put("tool_switch", value);
            case "installed" -> Stream.of(value.split(",")).forEach(site.withArray("installed")::add);
            case "first", "second" ->
                site.withArray("installed")
                        .addObject()
                        .put("update", value)
                        .put("firstRelease", word.startsWith("first"));
            default -> throw new IllegalArgumentException("nobody knows what is meant by " + word);
        }
    }
}

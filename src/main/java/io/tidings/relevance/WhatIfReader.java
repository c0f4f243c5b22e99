package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.catalog.Catalog;
import java.time.LocalDate;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads a what-if question: {@code {site, asOf, universe, features, assumePublished}}. Throws one Problem for all wrongs. */
final class WhatIfReader {

    private WhatIfReader() {}

    static WhatIf read(JsonNode body, Catalog catalog, LocalDate today) {
        var question = Question.of(body);
        var asOf = Objects.requireNonNullElse(question.day("asOf"), today);
        var universe = question.has("universe") ? known(question, "universe", catalog) : null;
        var assumed = known(question, "assumePublished", catalog);
        var features = !question.has("features") || question.flag("features");
        var site = question.object("site");
        var tool = tool(site);
        var standing = new SiteReader(site, catalog, asOf).standing(tool == null || tool.asksForVersion());
        question.refuseIfWrong();
        return new WhatIf(standing, asOf, universe, features, assumed, tool);
    }

    private static SortedSet<String> known(Question question, String field, Catalog catalog) {
        var ids = question.texts(field);
        for (var id : ids) {
            if (catalog.update(id).isEmpty()) {
                question.wrong(field, "names an update that is not in the catalog: " + id);
            }
        }
        return ids;
    }

    private static @Nullable ToolSwitch tool(Question site) {
        var text = site.text("tool_switch");
        if (text == null) {
            return null;
        }
        var found = ToolSwitch.of(text);
        if (found.isEmpty()) {
            site.wrong("tool_switch", "is no switch of the tool");
        }
        return found.orElse(null);
    }
}

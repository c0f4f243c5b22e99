package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.Publication.Step;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be done to an update, as a value that can wait for the agreement of another. */
sealed interface Change {

    /** The verb in the audit. */
    String verb();

    /** Whether it needs two people where four eyes are asked for: it lets something out that was not, or changes what is out. */
    boolean letsOut(@Nullable Update before);

    /** A step in the life of its publication. */
    record Stepped(Step step) implements Change {
        @Override
        public String verb() {
            return step.wireName();
        }

        @Override
        public boolean letsOut(@Nullable Update before) {
            return switch (step) {
                case PUBLISH, RESUME -> true;
                case PAUSE, HALT, WITHDRAW, EXPIRE -> false;
            };
        }
    }

    /** Another content, or a new update. */
    record Edited(Update draft) implements Change {
        @Override
        public String verb() {
            return "edit";
        }

        @Override
        public boolean letsOut(@Nullable Update before) {
            return before != null && !before.revisions().isEmpty();
        }
    }

    /** Another rollout; none reaches all at once. */
    record RolledOut(@Nullable Rollout rollout) implements Change {
        @Override
        public String verb() {
            return "roll-out";
        }

        @Override
        public boolean letsOut(@Nullable Update before) {
            return before != null && !before.revisions().isEmpty();
        }
    }

    default ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("verb", verb());
        switch (this) {
            case Stepped stepped -> node.put("step", stepped.step().wireName());
            case Edited edited -> node.set("update", UpdateJson.write(edited.draft()));
            case RolledOut rolled ->
                node.set(
                        "rollout",
                        rolled.rollout() == null ? NullNode.getInstance() : RolloutJson.write(rolled.rollout()));
        }
        return node;
    }

    static Change fromJson(String id, JsonNode node) {
        if (node.has("step")) {
            return new Stepped(Step.valueOf(node.path("step").asText().toUpperCase(Locale.ROOT)));
        }
        if (node.has("update")) {
            return new Edited(Faults.oneOf(id, node.path("update")));
        }
        return new RolledOut(node.path("rollout").isNull() ? null : Faults.rollout(node.path("rollout")));
    }
}

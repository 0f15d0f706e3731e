package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import java.util.List;

/** Judges {@code enum} and {@code const}. */
final class ValueRules {
    private static final List<String> OF_SCALARS = List.of(
            "type",
            "minimum",
            "exclusiveMinimum",
            "maximum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "format");

    private ValueRules() {}

    static void judge(ViewPair pair, Walk walk) {
        boolean old = pair.old().finite();
        boolean next = pair.next().finite();
        if (old && next) {
            judgeValues(pair, walk);
        }
        if (!old && next) {
            boolean constant = pair.next().has("const");
            walk.report(
                    constant ? Rule.CONST_ADDED : Rule.ENUM_ADDED,
                    pair,
                    constant ? "const" : "enum",
                    Words.of(pair.next().values()));
        }
        if (old && !next) {
            boolean constant = pair.old().has("const");
            walk.report(
                    constant ? Rule.CONST_REMOVED : Rule.ENUM_REMOVED,
                    pair,
                    constant ? "const" : "enum",
                    Words.of(pair.old().values()));
        }
    }

    /**
     * Whether the writing side lists texts, numbers and booleans, all of which pass the reading side's limits: then the
     * limits need no look of their own.
     */
    static boolean listedAccepted(ViewPair pair, Direction direction) {
        View writer = pair.writer(direction);
        View reader = pair.reader(direction);
        if (!writer.finite() || writer.values().stream().anyMatch(JsonNode::isContainerNode)) {
            return false;
        }
        ObjectNode limits = Json.object();
        OF_SCALARS.stream().filter(reader::has).forEach(each -> limits.set(each, reader.keyword(each)));
        CompiledSchema accepting = CompiledSchema.of(limits);
        return writer.values().stream()
                .allMatch(value -> accepting.validate(value).isEmpty());
    }

    private static void judgeValues(ViewPair pair, Walk walk) {
        List<JsonNode> old = pair.old().values();
        List<JsonNode> next = pair.next().values();
        List<JsonNode> added = Values.without(next, old);
        List<JsonNode> removed = Values.without(old, next);
        String keyword = pair.next().has("const") ? "const" : "enum";
        if (pair.old().has("const") && pair.next().has("const") && !added.isEmpty() && !removed.isEmpty()) {
            walk.report(Rule.CONST_CHANGED, pair, "const", pair.change("const"));
            return;
        }
        if (!added.isEmpty()) {
            walk.report(Rule.ENUM_VALUE_ADDED, pair, keyword, Words.of(added));
        }
        if (!removed.isEmpty()) {
            walk.report(Rule.ENUM_VALUE_REMOVED, pair, keyword, Words.of(removed));
        }
    }
}

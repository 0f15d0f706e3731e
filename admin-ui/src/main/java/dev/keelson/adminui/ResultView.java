package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The result of a process the way people read it: single values as facts, long texts as they are, lists of things as tables,
 * anything else as JSON.
 *
 * @param facts values that fit on a line
 * @param blocks everything else, in its order
 */
public record ResultView(List<Fact> facts, List<Block> blocks) {
    private static final int MAX_ROWS = 200;
    private static final int MAX_COLUMNS = 8;
    private static final int LINE = 120;

    public ResultView {
        facts = List.copyOf(facts);
        blocks = List.copyOf(blocks);
    }

    /** One value. */
    public record Fact(String name, String value) {}

    /**
     * One part with a title.
     *
     * @param text null unless it is a text
     * @param columns empty unless it is a table
     * @param left how many rows or items are not shown
     */
    public record Block(
            String name,
            @Nullable String text,
            List<String> columns,
            List<List<String>> rows,
            List<String> items,
            int left) {}

    static ResultView of(JsonNode result) {
        List<Fact> facts = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        if (!result.isObject()) {
            blocks.add(text("result", pretty(result)));
        }
        result.properties().forEach(field -> {
            JsonNode value = field.getValue();
            String name = words(field.getKey());
            if (value.isValueNode() && fitsALine(value)) {
                facts.add(new Fact(name, value.asText()));
            } else {
                blocks.add(block(name, value));
            }
        });
        return new ResultView(facts, blocks);
    }

    private static Block block(String name, JsonNode value) {
        if (value.isTextual()) {
            return text(name, value.asText());
        }
        if (value.isArray() && all(value, JsonNode::isObject)) {
            return table(name, value);
        }
        return value.isArray() && all(value, JsonNode::isValueNode) ? list(name, value) : text(name, pretty(value));
    }

    private static Block text(String name, String text) {
        return new Block(name, text, List.of(), List.of(), List.of(), 0);
    }

    private static Block list(String name, JsonNode values) {
        List<String> items =
                stream(values).limit(MAX_ROWS).map(JsonNode::asText).toList();
        return new Block(name, null, List.of(), List.of(), items, values.size() - items.size());
    }

    private static Block table(String name, JsonNode values) {
        Set<String> columns = new LinkedHashSet<>();
        values.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
        List<String> shown = columns.stream().limit(MAX_COLUMNS).toList();
        List<List<String>> rows = stream(values)
                .limit(MAX_ROWS)
                .map(row -> shown.stream().map(column -> cell(row.path(column))).toList())
                .toList();
        return new Block(
                name,
                null,
                shown.stream().map(ResultView::words).toList(),
                rows,
                List.of(),
                values.size() - rows.size());
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray() && all(value, JsonNode::isValueNode)) {
            return String.join(", ", stream(value).map(JsonNode::asText).toList());
        }
        return value.isValueNode() ? value.asText() : Json.text(value);
    }

    private static boolean fitsALine(JsonNode value) {
        String text = value.asText();
        return text.length() <= LINE && text.indexOf('\n') < 0;
    }

    private static boolean all(JsonNode values, Predicate<JsonNode> condition) {
        return stream(values).allMatch(condition);
    }

    private static Stream<JsonNode> stream(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false);
    }

    private static String pretty(JsonNode value) {
        return new Format().json(value);
    }

    /** {@code maxOutputTokens} as {@code max output tokens}. */
    private static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}

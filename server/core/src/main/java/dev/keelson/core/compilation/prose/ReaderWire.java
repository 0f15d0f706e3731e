package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.spec.ContractField;
import dev.keelson.core.spec.ProseRead;
import dev.keelson.core.spec.ReadField;
import dev.keelson.core.spec.SpecText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The system agent that reads prose: what it gets, and what it says in the core's words. */
final class ReaderWire {
    /** As the agent's spec bounds them. */
    static final int MAX_SENTENCES = 2_000;

    private static final int MAX_CODE_BLOCKS = 50;

    private ReaderWire() {}

    /** {@code fixed}: the contract that is settled; null when there is none to keep. */
    static ObjectNode input(SpecText text, @Nullable Contract fixed) {
        ObjectNode input = Json.object().put("title", text.title());
        ArrayNode sentences = input.putArray("sentences");
        text.sentences()
                .forEach(sentence -> sentences
                        .addObject()
                        .put("id", sentence.id())
                        .put("text", sentence.text())
                        .put("section", sentence.section()));
        ArrayNode code = input.putArray("code_blocks");
        text.parts().stream()
                .filter(part -> part.kind() == SpecText.Kind.CODE)
                .limit(MAX_CODE_BLOCKS)
                .forEach(part -> code.add(part.text()));
        input.put("contract_is_fixed", fixed != null);
        ArrayNode existing = input.putArray("existing_fields");
        if (fixed != null) {
            ContractField.of(fixed)
                    .forEach(field -> existing.addObject()
                            .put("path", field.pointer().substring(1))
                            .put("description", field.description()));
        }
        return input;
    }

    /** {@code output}: of the agent, or of whatever a person made of it; what is missing is empty. */
    static ProseRead read(JsonNode output) {
        return new ProseRead(
                output.path("title").asText(""),
                list(output.path("input_fields"), field -> field(field, "input/")),
                list(output.path("output_fields"), field -> field(field, "output/")),
                list(output.path("rule_sentence_ids"), JsonNode::asText),
                list(output.path("examples"), ReaderWire::example));
    }

    private static ProseRead.ReadExample example(JsonNode example) {
        return new ProseRead.ReadExample(
                example.path("title").asText(""),
                example.path("input_json").asText(""),
                example.path("output_json").asText(""));
    }

    private static ReadField field(JsonNode field, String side) {
        String path = field.path("path").asText("");
        var form = new ReadField.Form(
                field.path("optional").asBoolean(false),
                field.path("nullable").asBoolean(false),
                number(field.path("min")),
                number(field.path("max")),
                field.path("pattern").isTextual()
                                && !field.path("pattern").asText().isEmpty()
                        ? field.path("pattern").asText()
                        : null,
                list(
                        field.path("values"),
                        value -> new ReadField.Value(
                                value.path("value").asText(""),
                                value.path("meaning").asText(""))));
        return new ReadField(
                path.startsWith(side) ? path.substring(side.length()) : path,
                field.path("type").asText("string"),
                form,
                field.path("description").asText(""),
                field.path("sentence_id").isTextual()
                        ? field.path("sentence_id").asText()
                        : null,
                field.path("quote").asText(""),
                field.path("reason").asText(""));
    }

    private static @Nullable String number(JsonNode bound) {
        return bound.isNumber() ? bound.decimalValue().stripTrailingZeros().toPlainString() : null;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        List<T> items = new ArrayList<>();
        array.forEach(item -> items.add(each.apply(item)));
        return items;
    }
}

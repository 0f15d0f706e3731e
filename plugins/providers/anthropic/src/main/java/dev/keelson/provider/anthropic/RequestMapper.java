package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.provider.support.LoweredSchema;
import dev.keelson.provider.support.SchemaKeywords;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Writes chat requests in the words of the Messages API, within what the model takes. */
final class RequestMapper {
    private final JsonCodec json;
    private final TuningMapper tuning;
    private final ToolMapper tools;
    private final ConversationMapper conversation;
    /** By identity: the host gives the same object for every execution of a version. */
    private final Map<OutputSchema, AcceptedSchema> accepted = Collections.synchronizedMap(new WeakHashMap<>());

    /** {@code servesSampling}: the API version still knows temperature and top_p. */
    RequestMapper(boolean servesSampling, JsonCodec json) {
        this.json = json;
        this.tuning = new TuningMapper(servesSampling);
        this.tools = new ToolMapper(json);
        this.conversation = new ConversationMapper(json);
    }

    /** A request for one whole answer. */
    WireRequest whole(ChatRequest request) {
        return write(request, false);
    }

    WireRequest streamed(ChatRequest request) {
        return write(request, true);
    }

    private WireRequest write(ChatRequest request, boolean streamed) {
        ModelRules rules = ModelRules.of(request.model());
        RequestDraft draft = RequestDraft.empty();
        draft.put("model", request.model());
        tuning.write(request, rules, draft);
        SchemaBudget budget = new SchemaBudget();
        Optional<AcceptedSchema> schema = request.outputSchema().map(this::accepted);
        Optional<String> obstacle = schema.flatMap(output -> obstacle(output, request, rules, budget));
        boolean enforced = schema.isPresent() && obstacle.isEmpty();
        if (enforced) {
            draft.putOutputConfig(
                    "format",
                    Map.of("type", "json_schema", "schema", schema.get().sent()));
        }
        obstacle.ifPresent(reason -> draft.note("the schema was said in words: " + reason));
        conversation.write(request.messages(), instructions(request, obstacle.isPresent()), draft);
        tools.write(request, rules, budget, draft);
        if (streamed) {
            draft.put("stream", true);
        }
        @Nullable LoweredSchema output = enforced ? schema.get().schema() : null;
        return new WireRequest(request.model(), json.write(draft.body()), streamed, output, List.copyOf(draft.notes()));
    }

    private AcceptedSchema accepted(OutputSchema schema) {
        return accepted.computeIfAbsent(schema, first -> SchemaTransform.of(first.schema(), json));
    }

    /** Why the upstream can't enforce the schema of the answer; empty when it can. */
    private static Optional<String> obstacle(
            AcceptedSchema schema, ChatRequest request, ModelRules rules, SchemaBudget budget) {
        if (!rules.structuredOutput()) {
            return Optional.of("the model does not enforce schemas");
        }
        if (request.webSearch()) {
            return Optional.of("enforced schemas do not go with the citations of a web search");
        }
        if (!schema.isEnforceable()) {
            return Optional.of("it is recursive or has properties without fixed names");
        }
        return budget.takes(schema)
                ? Optional.empty()
                : Optional.of("it has more optional properties or unions than the upstream compiles");
    }

    private List<String> instructions(ChatRequest request, boolean inWords) {
        return request.outputSchema()
                .filter(schema -> inWords)
                .map(schema -> "Answer with nothing but one JSON value that follows this JSON Schema:\n"
                        + json.write(SchemaKeywords.cleaned(schema.schema())))
                .map(List::of)
                .orElse(List.of());
    }
}

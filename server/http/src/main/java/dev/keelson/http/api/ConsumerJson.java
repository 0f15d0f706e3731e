package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.consumer.Consumer;
import dev.keelson.core.consumer.Consumer.Declaration;
import dev.keelson.core.consumer.DeclareConsumerUseCase;
import dev.keelson.core.consumer.ObservedUse;
import dev.keelson.http.ApiRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consumers as JSON. */
final class ConsumerJson {

    private ConsumerJson() {}

    static DeclareConsumerUseCase.Input toDeclare(ApiRequest request, int revision, JsonNode body) {
        return new DeclareConsumerUseCase.Input(
                request.principal(),
                request.path("agent"),
                request.path("id"),
                revision,
                texts(body.get("aliases")),
                body.has("fields") ? texts(body.get("fields")) : null,
                body.path("contact").asText(""),
                body.path("exhaustiveEnums").booleanValue());
    }

    static ObjectNode consumer(Consumer consumer) {
        ObjectNode json = Json.object().put("agent", consumer.agent()).put("keyId", consumer.keyId());
        Declaration declared = consumer.declared();
        OptionalFields.put(json, "declared", declared == null ? null : declaration(declared));
        json.set("uses", PageJson.array(consumer.uses(), ConsumerJson::use));
        return json;
    }

    static ObjectNode declaration(Declaration declared) {
        ObjectNode json = Json.object();
        json.set("aliases", PageJson.texts(declared.aliases()));
        List<String> fields = declared.fields();
        OptionalFields.put(json, "fields", fields == null ? null : PageJson.texts(fields));
        return json.put("contact", declared.contact())
                .put("exhaustiveEnums", declared.exhaustiveEnums())
                .put("revision", declared.revision())
                .put("declaredAt", declared.declaredAt().toString())
                .put("declaredBy", declared.declaredBy());
    }

    /** The revision of the declaration; 0 without one. */
    static int revision(Consumer consumer) {
        Declaration declared = consumer.declared();
        return declared == null ? 0 : declared.revision();
    }

    private static ObjectNode use(ObservedUse use) {
        ObjectNode json = Json.object()
                .put("ref", use.ref())
                .put("contract", use.contractVersion())
                .put("runs", use.runs())
                .put("lastUsedAt", use.lastUsedAt().toString())
                .put("wholeOutput", use.wholeOn() != null);
        json.set("fields", PageJson.texts(use.fields().keySet()));
        ObjectNode days = json.putObject("days");
        use.days().forEach((day, runs) -> days.put(day.toString(), runs));
        return json;
    }

    private static List<String> texts(@Nullable JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array != null) {
            array.forEach(each -> texts.add(each.textValue()));
        }
        return texts;
    }
}

package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicy.Approval;
import dev.keelson.core.agent.AliasPolicy.Follow;
import dev.keelson.core.agent.Deprecation;
import dev.keelson.core.agent.FreezeWindow;
import dev.keelson.core.agent.Mover;
import dev.keelson.core.common.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Policies of aliases as JSON. */
final class AliasPolicyJson {
    private static final Map<String, Approval> APPROVALS =
            Arrays.stream(Approval.values()).collect(Collectors.toUnmodifiableMap(Approval::id, Function.identity()));
    private static final Map<String, Follow> FOLLOWS =
            Arrays.stream(Follow.values()).collect(Collectors.toUnmodifiableMap(Follow::id, Function.identity()));
    private static final Map<String, Mover.Kind> KINDS = Arrays.stream(Mover.Kind.values())
            .collect(Collectors.toUnmodifiableMap(Mover.Kind::id, Function.identity()));

    private AliasPolicyJson() {}

    static AliasPolicy.Terms toTerms(JsonNode body) {
        JsonNode deprecation = body.path("deprecation");
        return new AliasPolicy.Terms(
                known(APPROVALS, body.path("approval").asText(Approval.CONTRACT.id())),
                list(body.path("freezes"), AliasPolicyJson::toFreeze),
                list(body.path("movers"), AliasPolicyJson::toMover),
                known(FOLLOWS, body.path("follow").asText(Follow.OFF.id())),
                deprecation.isMissingNode() ? null : toDeprecation(deprecation));
    }

    static ObjectNode policy(AliasPolicy policy) {
        AliasPolicy.Terms terms = policy.terms();
        ObjectNode json = Json.object()
                .put("agent", policy.agent())
                .put("alias", policy.alias())
                .put("approval", terms.approval().id())
                .put("follow", terms.follow().id());
        json.set("freezes", PageJson.array(terms.freezes(), AliasPolicyJson::freeze));
        json.set(
                "movers",
                PageJson.array(
                        terms.movers(), mover -> Json.object().put(mover.kind().id(), mover.value())));
        Deprecation deprecation = terms.deprecation();
        OptionalFields.put(json, "deprecation", deprecation == null ? null : deprecation(deprecation));
        json.put("revision", policy.revision());
        OptionalFields.put(json, "changedAt", policy.changedAt());
        OptionalFields.put(json, "changedBy", policy.changedBy());
        return json;
    }

    private static FreezeWindow toFreeze(JsonNode json) {
        return new FreezeWindow(
                time(json, "from"), time(json, "to"), json.get("reason").textValue());
    }

    private static Mover toMover(JsonNode json) {
        Entry<String, JsonNode> only = json.properties().iterator().next();
        return new Mover(known(KINDS, only.getKey()), only.getValue().textValue());
    }

    private static Deprecation toDeprecation(JsonNode json) {
        return new Deprecation(
                time(json, "since"),
                json.has("sunset") ? time(json, "sunset") : null,
                json.path("successor").textValue(),
                json.path("note").asText(""));
    }

    private static JsonNode freeze(FreezeWindow window) {
        return Json.object()
                .put("from", window.from().toString())
                .put("to", window.to().toString())
                .put("reason", window.reason());
    }

    private static ObjectNode deprecation(Deprecation deprecation) {
        ObjectNode json = Json.object().put("since", deprecation.since().toString());
        OptionalFields.put(json, "sunset", deprecation.sunset());
        OptionalFields.put(json, "successor", deprecation.successor());
        return json.put("note", deprecation.note());
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        return StreamSupport.stream(array.spliterator(), false).map(each).toList();
    }

    /** The body's schema lets only times of this form through. */
    private static Instant time(JsonNode json, String name) {
        return Instant.parse(json.get(name).textValue());
    }

    private static <T> T known(Map<String, T> values, String id) {
        return Objects.requireNonNull(values.get(id), id);
    }
}

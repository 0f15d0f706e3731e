package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Json;
import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.providerconfig.ProviderCheck;
import dev.keelson.core.providerconfig.ProviderView;
import dev.keelson.core.providerconfig.PutProviderUseCase;
import dev.keelson.core.providerconfig.StoredProvider;
import dev.keelson.core.resilience.TargetStatus;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Providers as JSON. Secrets are not in the views that it is given. */
final class ProviderJson {

    private ProviderJson() {}

    static PutProviderUseCase.Input toPut(JsonNode body, Principal by, String name, @Nullable Integer expected) {
        JsonNode settings = body.has("settings") ? body.get("settings") : Json.object();
        return new PutProviderUseCase.Input(by, name, body.get("kind").asText(), settings, expected);
    }

    static ObjectNode provider(ProviderView view) {
        ConfiguredProvider state = view.state();
        ObjectNode json = Json.object().put("name", view.name()).put("kind", state.kind());
        json.put("source", view.source().name().toLowerCase(Locale.ROOT));
        OptionalFields.put(json, "problem", state.problem());
        OptionalFields.put(json, "conflict", view.conflict());
        OptionalFields.put(json, "pluginId", state.pluginId());
        OptionalFields.put(json, "pluginVersion", state.pluginVersion());
        json.set(
                "capabilities",
                PageJson.texts(state.capabilities().stream()
                        .sorted()
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toList()));
        json.set("models", PageJson.texts(state.models()));
        json.set("settings", view.settings());
        json.set("health", PageJson.array(view.health(), ProviderJson::health));
        OptionalFields.put(json, "spentNanoUsd", view.spentNanoUsd());
        return change(json, view.change());
    }

    static ObjectNode check(ProviderCheck check) {
        ObjectNode json = Json.object().put("provider", check.provider()).put("ok", check.ok());
        OptionalFields.put(json, "errorClass", check.errorClass());
        OptionalFields.put(json, "message", check.message());
        json.put("latencyMs", check.latencyMillis());
        json.set("models", PageJson.texts(check.models()));
        OptionalFields.put(json, "requestId", check.requestId());
        return json;
    }

    /** Enough to see who was first; the rest is at the provider's own route. */
    static ObjectNode current(StoredProvider provider) {
        return change(
                Json.object().put("name", provider.name()).put("kind", provider.kind()),
                new ProviderView.Change(provider.revision(), provider.changedAt(), provider.changedBy()));
    }

    private static ObjectNode change(ObjectNode json, ProviderView.@Nullable Change change) {
        return change == null
                ? json
                : json.put("revision", change.revision())
                        .put("changedAt", change.at().toString())
                        .put("changedBy", change.by());
    }

    private static ObjectNode health(TargetStatus status) {
        ObjectNode json = Json.object()
                .put("model", status.model())
                .put("breaker", status.breaker().id());
        OptionalFields.put(json, "breakerSince", status.breakerSince());
        OptionalFields.put(json, "exclusion", exclusion(status.exclusion()));
        OptionalFields.put(json, "excludedUntil", status.excludedUntil());
        OptionalFields.put(json, "latencyMs", status.latencyMillis());
        OptionalFields.put(json, "p95Ms", status.p95Millis());
        json.put("errorRate", status.errorRate()).put("calls", status.calls());
        ObjectNode errors = Json.object();
        new TreeMap<>(status.errors()).forEach(errors::put);
        json.set("errors", errors);
        OptionalFields.put(json, "lastError", status.lastError());
        OptionalFields.put(json, "lastErrorAt", status.lastErrorAt());
        return json.put("inFlight", status.inFlight()).put("concurrencyLimit", status.concurrencyLimit());
    }

    private static @Nullable String exclusion(TargetStatus.@Nullable Exclusion exclusion) {
        return exclusion == null ? null : exclusion.name().toLowerCase(Locale.ROOT);
    }
}

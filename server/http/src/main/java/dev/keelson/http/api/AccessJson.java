package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.IssueApiKeyUseCase;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Principals and API keys as JSON. A key's digest is in no answer, its credential in one. */
final class AccessJson {
    private static final Map<String, Role> ROLES =
            Arrays.stream(Role.values()).collect(Collectors.toUnmodifiableMap(Role::id, Function.identity()));

    private AccessJson() {}

    static IssueApiKeyUseCase.Input toIssue(JsonNode body, Principal by) {
        Role role = ROLES.get(body.get("role").textValue());
        if (role == null) {
            throw new IllegalStateException("the description knows a role that core does not");
        }
        return new IssueApiKeyUseCase.Input(
                by,
                body.get("name").textValue(),
                role,
                StreamSupport.stream(body.path("agents").spliterator(), false)
                        .map(JsonNode::textValue)
                        .collect(Collectors.toUnmodifiableSet()),
                body.path("owner").textValue(),
                body.has("expiresInDays")
                        ? Duration.ofDays(body.get("expiresInDays").longValue())
                        : null);
    }

    static ObjectNode key(ApiKey key) {
        ObjectNode json = Json.object()
                .put("id", key.id())
                .put("name", key.name())
                .put("role", key.role().id());
        json.set("agents", PageJson.texts(key.agents().stream().sorted().toList()));
        json.put("owner", key.owner());
        json.put("createdAt", key.createdAt().toString());
        json.put("createdBy", key.createdBy());
        OptionalFields.put(json, "expiresAt", key.expiresAt());
        OptionalFields.put(json, "revokedAt", key.revokedAt());
        return json;
    }

    static ObjectNode issued(IssueApiKeyUseCase.Output issued) {
        return key(issued.key()).put("credential", issued.credential().reveal());
    }

    static ObjectNode principal(Principal principal) {
        ObjectNode json = Json.object()
                .put("keyId", principal.keyId())
                .put("name", principal.name())
                .put("owner", principal.owner())
                .put("role", principal.role().id());
        json.set(
                "permissions",
                PageJson.texts(principal.role().permissions().stream()
                        .sorted()
                        .map(Permission::id)
                        .toList()));
        json.set("agents", PageJson.texts(principal.agents().stream().sorted().toList()));
        return json;
    }
}

package dev.keelson.core.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.webhook.EventSource.Change;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes events of recorded changes: which change is an event, and what receivers are told of it. */
final class WebhookEvents {
    private static final Map<String, WebhookEventType> TYPES = Map.of(
            "version.publish", WebhookEventType.VERSION_PUBLISHED,
            "alias.remap", WebhookEventType.ALIAS_REMAPPED,
            "alias.follow", WebhookEventType.ALIAS_REMAPPED,
            "alias.rollback", WebhookEventType.ALIAS_ROLLED_BACK,
            "schema-change.propose", WebhookEventType.SCHEMA_CHANGE_PROPOSED,
            "schema-change.approve", WebhookEventType.SCHEMA_CHANGE_DECIDED,
            "schema-change.reject", WebhookEventType.SCHEMA_CHANGE_DECIDED);

    private static final Map<String, String> DECISIONS =
            Map.of("schema-change.approve", "approved", "schema-change.reject", "rejected");

    private static final Pattern AGENT = Pattern.compile("\\bagents/([a-z0-9][a-z0-9-]*)");
    private static final Pattern ALIAS = Pattern.compile("\\baliases/([a-z0-9][a-z0-9-]*)");
    private static final Pattern SCHEMA_CHANGE = Pattern.compile("\\bschema-changes/([A-Za-z0-9-]+)");
    private static final Pattern VERSION = Pattern.compile("(?:\\bversions/|\\bv)(\\d{1,9})\\b");
    private static final Pattern REVISION = Pattern.compile("\\brevision (\\d{1,9})\\b");

    private WebhookEvents() {}

    /** Empty for a change that nobody is told of, or that was not made. */
    static Optional<WebhookEvent> of(Change change) {
        WebhookEventType type = TYPES.get(change.action());
        if (type == null || !change.done()) {
            return Optional.empty();
        }
        String agent = first(AGENT, change.target() + " " + change.after() + " " + change.before());
        return Optional.of(new WebhookEvent("audit-" + change.seq(), type, change.at(), agent, data(change, agent)));
    }

    private static ObjectNode data(Change change, @Nullable String agent) {
        ObjectNode data = Json.object();
        put(data, "agent", agent);
        put(data, "alias", first(ALIAS, change.target() + " " + change.after()));
        put(data, "schemaChange", first(SCHEMA_CHANGE, change.target()));
        put(data, "decision", DECISIONS.get(change.action()));
        data.set("now", state(change.after(), change.target()));
        if (!change.before().isEmpty()) {
            data.set("before", state(change.before(), ""));
        }
        data.putObject("actor")
                .put("keyId", change.actor().keyId())
                .put("owner", change.actor().owner());
        put(data, "reason", change.reason().isEmpty() ? null : change.reason());
        data.put("auditSeq", change.seq());
        data.set("links", links(data));
        return data;
    }

    /** The words of the record, and the numbers in them for programs. */
    private static ObjectNode state(String text, String target) {
        ObjectNode state = Json.object().put("text", text);
        String revision = first(REVISION, text);
        if (revision != null) {
            state.put("revision", Integer.parseInt(revision));
        }
        var versions = state.putArray("versions");
        Matcher version = VERSION.matcher(target + " " + text);
        int last = 0;
        while (version.find()) {
            int number = Integer.parseInt(version.group(1));
            if (number != last) {
                versions.add(number);
                last = number;
            }
        }
        return state;
    }

    private static ObjectNode links(ObjectNode data) {
        ObjectNode links = Json.object();
        String agent = data.path("agent").asText();
        if (!agent.isEmpty()) {
            links.put("agent", "/v1/agents/" + agent);
        }
        if (!agent.isEmpty() && data.has("alias")) {
            links.put(
                    "alias",
                    "/v1/agents/" + agent + "/aliases/" + data.path("alias").asText());
        }
        if (!agent.isEmpty() && data.at("/now/versions/0").isInt()) {
            links.put(
                    "version",
                    "/v1/agents/" + agent + "/versions/"
                            + data.at("/now/versions/0").asInt());
        }
        if (data.has("schemaChange")) {
            links.put(
                    "schemaChange",
                    "/v1/schema-changes/" + data.path("schemaChange").asText());
        }
        return links;
    }

    private static void put(ObjectNode data, String field, @Nullable String value) {
        if (value != null) {
            data.put(field, value);
        }
    }

    private static @Nullable String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Objects.requireNonNull(found.group(1)) : null;
    }
}

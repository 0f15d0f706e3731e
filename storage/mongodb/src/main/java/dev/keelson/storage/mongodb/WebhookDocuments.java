package dev.keelson.storage.mongodb;

import dev.keelson.core.secret.SealedSecret;
import dev.keelson.core.webhook.FailureRateRule;
import dev.keelson.core.webhook.SigningSecret;
import dev.keelson.core.webhook.Webhook;
import dev.keelson.core.webhook.WebhookEventType;
import dev.keelson.core.webhook.WebhookSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Webhooks as documents; secrets are ciphertext. */
final class WebhookDocuments {
    static final String COLLECTION = "webhooks";
    static final String FAILING_SINCE = "failingSince";

    private static final String URL = "url";
    private static final String DESCRIPTION = "description";
    private static final String EVENTS = "events";
    private static final String AGENTS = "agents";
    private static final String THRESHOLD = "failureThreshold";
    private static final String MIN_EXECUTIONS = "failureMinExecutions";
    private static final String WINDOW_MINUTES = "failureWindowMinutes";
    private static final String STATE = "state";
    private static final String STATE_REASON = "stateReason";
    private static final String SECRETS = "secrets";
    private static final String VALID_UNTIL = "validUntil";
    private static final String KEY_ID = "keyId";
    private static final String WRAPPED_KEY = "wrappedKey";
    private static final String SEALED_VALUE = "sealedValue";
    private static final String REVISION = "revision";
    private static final String CREATED_AT = "createdAt";
    private static final String CHANGED_AT = "changedAt";
    private static final String CHANGED_BY = "changedBy";

    private WebhookDocuments() {}

    static BsonDocument of(Webhook webhook) {
        WebhookSettings settings = webhook.settings();
        FailureRateRule rule = settings.failureRate();
        var secrets = new BsonArray();
        webhook.secrets().forEach(secret -> secrets.add(secret(secret)));
        return Fields.empty()
                .put(Fields.ID, webhook.id())
                .put(URL, settings.url())
                .put(DESCRIPTION, settings.description())
                .put(EVENTS, texts(settings.events().stream().map(WebhookEventType::id)))
                .put(AGENTS, texts(settings.agents().stream()))
                .put(THRESHOLD, new BsonDouble(rule.threshold()))
                .put(MIN_EXECUTIONS, rule.minExecutions())
                .put(WINDOW_MINUTES, rule.window().toMinutes())
                .put(STATE, webhook.state().name())
                .put(STATE_REASON, webhook.stateReason())
                .put(SECRETS, secrets)
                .put(FAILING_SINCE, webhook.failingSince())
                .put(REVISION, webhook.revision())
                .put(CREATED_AT, webhook.createdAt())
                .put(CHANGED_AT, webhook.changedAt())
                .put(CHANGED_BY, webhook.changedBy())
                .document();
    }

    static BsonDocument atRevision(String id, int revision) {
        return new BsonDocument(Fields.ID, new BsonString(id)).append(REVISION, new BsonInt32(revision));
    }

    static Webhook webhook(BsonDocument document) {
        Fields fields = new Fields(document);
        List<SigningSecret> secrets = document.getArray(SECRETS).stream()
                .map(each -> secret(new Fields(each.asDocument())))
                .toList();
        return new Webhook(
                fields.text(Fields.ID),
                settings(fields),
                Webhook.State.valueOf(fields.text(STATE)),
                fields.text(STATE_REASON),
                secrets,
                fields.timeOrNull(FAILING_SINCE),
                fields.integer(REVISION),
                fields.time(CREATED_AT),
                fields.time(CHANGED_AT),
                fields.text(CHANGED_BY));
    }

    private static WebhookSettings settings(Fields fields) {
        Set<WebhookEventType> events = fields.texts(EVENTS).stream()
                .map(WebhookEventType::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        var rule = new FailureRateRule(
                fields.document().getDouble(THRESHOLD).getValue(),
                fields.integer(MIN_EXECUTIONS),
                Duration.ofMinutes(fields.number(WINDOW_MINUTES)));
        return new WebhookSettings(fields.text(URL), fields.text(DESCRIPTION), events, fields.texts(AGENTS), rule);
    }

    private static BsonDocument secret(SigningSecret secret) {
        return Fields.empty()
                .put(KEY_ID, secret.sealed().keyId())
                .put(WRAPPED_KEY, secret.sealed().wrappedKey())
                .put(SEALED_VALUE, secret.sealed().sealedValue())
                .put(CREATED_AT, secret.createdAt())
                .put(VALID_UNTIL, secret.validUntil())
                .document();
    }

    private static SigningSecret secret(Fields fields) {
        var sealed = new SealedSecret(fields.text(KEY_ID), fields.text(WRAPPED_KEY), fields.text(SEALED_VALUE));
        return new SigningSecret(sealed, fields.time(CREATED_AT), fields.timeOrNull(VALID_UNTIL));
    }

    private static BsonArray texts(Stream<String> values) {
        return new BsonArray(values.sorted().map(BsonString::new).toList());
    }
}

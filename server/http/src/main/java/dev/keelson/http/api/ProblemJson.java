package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.common.Json;
import dev.keelson.core.consumer.Consumer;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.ErrorType;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.providerconfig.StoredProvider;
import dev.keelson.core.routing.StoredCatalog;
import dev.keelson.core.schemachange.SchemaChange;
import dev.keelson.core.suite.TestSuite;
import dev.keelson.core.usage.Budget;
import dev.keelson.core.usage.RateLimit;
import dev.keelson.core.webhook.Webhook;
import java.util.Optional;

/** Failures as RFC 9457 problems. */
final class ProblemJson {
    private static final String TYPE_PREFIX = "urn:keelson:problem:";

    private ProblemJson() {}

    static int status(ErrorType type) {
        return switch (type) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case NOT_ALLOWED -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case REQUEST_TIMEOUT -> 408;
            case CONFLICT -> 409;
            case PRECONDITION_FAILED -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case INVALID_INPUT -> 422;
            case PRECONDITION_REQUIRED -> 428;
            case QUOTA -> 429;
            case INTERNAL -> 500;
            case EXTERNAL -> 502;
            case UNAVAILABLE -> 503;
            case EXTERNAL_TIMEOUT -> 504;
        };
    }

    static ObjectNode of(KeelsonException failure, String requestId) {
        ErrorCode code = failure.code();
        ObjectNode json = Json.object()
                .put("type", TYPE_PREFIX + code.id())
                .put("title", title(code))
                .put("status", status(code.type()))
                .put("detail", failure.text())
                .put("code", code.id())
                .put("advice", code.advice())
                .put("requestId", requestId);
        failure.executionId().ifPresent(id -> json.put("executionId", id));
        if (!failure.violations().isEmpty()) {
            json.set("violations", PageJson.array(failure.violations(), ProblemJson::violation));
        }
        failure.current()
                .filter(each -> code == ErrorCode.CONTRACT_CHANGED)
                .ifPresent(change -> json.set("schemaChange", SchemaChangeJson.reference((SchemaChange) change)));
        failure.current().flatMap(ProblemJson::current).ifPresent(current -> json.set("current", current));
        return json;
    }

    private static String title(ErrorCode code) {
        String words = code.id().replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static ObjectNode violation(Violation violation) {
        ObjectNode json = Json.object().put("pointer", violation.pointer());
        OptionalFields.put(json, "line", violation.line());
        return json.put("rule", violation.rule()).put("message", violation.message());
    }

    /** Only what its own route shows too. */
    private static Optional<JsonNode> current(Object current) {
        if (current instanceof Draft draft) {
            return Optional.of(AgentJson.draft(draft));
        }
        if (current instanceof StoredCatalog catalog) {
            return Optional.of(ModelCatalogJson.stored(catalog));
        }
        if (current instanceof Consumer.Declaration declared) {
            return Optional.of(ConsumerJson.declaration(declared));
        }
        if (current instanceof Budget budget) {
            return Optional.of(BudgetJson.budget(budget));
        }
        if (current instanceof RateLimit limit) {
            return Optional.of(RateLimitJson.limit(limit));
        }
        if (current instanceof SchemaChange change) {
            return Optional.of(SchemaChangeJson.change(change));
        }
        if (current instanceof AliasPolicy policy) {
            return Optional.of(AliasPolicyJson.policy(policy));
        }
        if (current instanceof TestSuite suite) {
            return Optional.of(SuiteJson.suite(suite));
        }
        if (current instanceof Webhook webhook) {
            return Optional.of(WebhookJson.webhook(webhook));
        }
        if (current instanceof StoredProvider provider) {
            return Optional.of(ProviderJson.current(provider));
        }
        return current instanceof Alias alias ? Optional.of(AliasJson.alias(alias)) : Optional.empty();
    }
}

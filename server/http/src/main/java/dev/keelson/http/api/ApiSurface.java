package dev.keelson.http.api;

import dev.keelson.core.access.Authenticator;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.ErrorType;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.providerconfig.StoredProvider;
import dev.keelson.core.routing.StoredCatalog;
import dev.keelson.core.schemachange.SchemaChange;
import dev.keelson.core.suite.TestSuite;
import dev.keelson.core.webhook.Webhook;
import dev.keelson.http.Answer;
import dev.keelson.http.CredentialExtractor;
import dev.keelson.http.EntityTags;
import dev.keelson.http.Surface;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The surface for programs: API keys in, problems out. */
public final class ApiSurface implements Surface {
    private static final CharSequence PROBLEM_TYPE = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence WWW_AUTHENTICATE = HttpHeaders.createOptimized("WWW-Authenticate");
    private static final List<Answer.Header> HEADERS = List.of(
            new Answer.Header(HttpHeaders.CACHE_CONTROL, HttpHeaders.createOptimized("no-store")),
            new Answer.Header(
                    HttpHeaders.createOptimized("X-Content-Type-Options"), HttpHeaders.createOptimized("nosniff")),
            new Answer.Header(
                    HttpHeaders.createOptimized("Referrer-Policy"), HttpHeaders.createOptimized("no-referrer")));

    private final Authenticator authenticator;

    public ApiSurface(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public Future<Principal> authenticate(HttpServerRequest request) {
        return authenticator.authenticate(CredentialExtractor.extract(request.headers()));
    }

    @Override
    public List<Answer.Header> headers() {
        return HEADERS;
    }

    @Override
    public Answer failure(KeelsonException failure, FailedRequest request) {
        int status = ProblemJson.status(failure.code().type());
        return Answer.bytes(
                status, PROBLEM_TYPE, Json.bytes(ProblemJson.of(failure, request.requestId())), headers(failure));
    }

    private static List<Answer.Header> headers(KeelsonException failure) {
        List<Answer.Header> headers = new ArrayList<>();
        if (failure.code().type() == ErrorType.UNAUTHENTICATED) {
            headers.add(new Answer.Header(WWW_AUTHENTICATE, challenge(failure.code())));
        }
        failure.retryAfter().ifPresent(wait -> headers.add(new Answer.Header(HttpHeaders.RETRY_AFTER, seconds(wait))));
        failure.executionId().ifPresent(id -> headers.addAll(RunJson.executionHeaders(id)));
        failure.current().ifPresent(current -> {
            if (current instanceof Draft draft) {
                headers.add(EntityTags.header(draft.revision()));
            }
            if (current instanceof Alias alias) {
                headers.add(EntityTags.header(alias.revision()));
            }
            if (current instanceof SchemaChange change) {
                headers.add(EntityTags.header(change.revision()));
            }
            if (current instanceof AliasPolicy policy) {
                headers.add(EntityTags.header(policy.revision()));
            }
            if (current instanceof StoredCatalog catalog) {
                headers.add(EntityTags.header(catalog.revision()));
            }
            if (current instanceof TestSuite suite) {
                headers.add(EntityTags.header(suite.revision()));
            }
            if (current instanceof Webhook webhook) {
                headers.add(EntityTags.header(webhook.revision()));
            }
            if (current instanceof StoredProvider provider) {
                headers.add(EntityTags.header(provider.revision()));
            }
        });
        return headers;
    }

    private static String challenge(ErrorCode code) {
        return code == ErrorCode.CREDENTIAL_MISSING
                ? "Bearer realm=\"keelson\""
                : "Bearer realm=\"keelson\", error=\"invalid_token\"";
    }

    /** Whole seconds, rounded up: earlier would be too early. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, (wait.toMillis() + 999) / 1_000));
    }
}

package dev.keelson.app;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.webhook.Webhook;
import dev.keelson.core.webhook.WebhookClient;
import dev.keelson.egress.AllowList;
import dev.keelson.egress.EgressClient;
import dev.keelson.egress.EgressConcurrency;
import dev.keelson.egress.EgressPolicy;
import dev.keelson.egress.PlainHttp;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundStream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends deliveries through the egress rules of the surface {@code webhooks}: no redirects, 15 seconds for the answer's head,
 * 5 more for the first part of its body. The rest of a long answer is not read.
 */
final class WebhookEgressClient implements WebhookClient {
    private static final Duration HEAD = Duration.ofSeconds(15);
    private static final int MAX_ANSWER = 1 << 20;
    /** Enough for every webhook at once, so that none waits for another even when all are at one origin. */
    private static final int MAX_UNDER_WAY = 4 * Webhook.MAX_COUNT;

    private final Vertx vertx;
    private final EgressClient egress;

    private WebhookEgressClient(Vertx vertx, EgressClient egress) {
        this.vertx = vertx;
        this.egress = egress;
    }

    /** {@code allowed}: targets that may be private or use http, in the form of {@link AllowList#parse}. */
    static WebhookEgressClient of(Vertx vertx, List<String> allowed) {
        EgressPolicy policy = EgressPolicy.of("webhooks")
                .plainHttp(PlainHttp.TO_ALLOWED_TARGETS)
                .allow(AllowList.parse(allowed))
                .maxRedirects(0)
                .concurrency(new EgressConcurrency(MAX_UNDER_WAY, MAX_UNDER_WAY, 2 * MAX_UNDER_WAY))
                .build();
        return new WebhookEgressClient(vertx, EgressClient.create(vertx, policy));
    }

    @Override
    public Future<Answer> post(Request request) {
        var outbound = OutboundRequest.post(URI.create(request.url()))
                .json(request.body())
                .header("User-Agent", "Keelson-Webhooks")
                .timeout(HEAD)
                .maxResponseBytes(MAX_ANSWER);
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            outbound = outbound.header(header.getKey(), header.getValue());
        }
        return Future.fromCompletionStage(egress.stream(outbound.build()))
                .compose(this::answer)
                .recover(failure -> Future.failedFuture(known(failure)));
    }

    /** Why the rules refuse an address; empty when they don't. */
    Future<Optional<String>> refusal(String url) {
        return egress.refusal(URI.create(url));
    }

    Future<Void> close() {
        return egress.close();
    }

    private Future<Answer> answer(OutboundStream stream) {
        String retryAfter = stream.header("retry-after").orElse(null);
        return AnswerStart.of(vertx, stream.body()).map(start -> new Answer(stream.status(), retryAfter, start));
    }

    /** The egress client's message names a class of failure and the host as it was given; anything else stays here. */
    private static KeelsonException known(Throwable failure) {
        String message = failure instanceof PluginException told && told.getMessage() != null
                ? told.getMessage()
                : "the delivery could not be sent";
        return new KeelsonException(ErrorCode.UNEXPECTED, message, failure);
    }
}

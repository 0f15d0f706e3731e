package dev.keelson.egress;

import dev.keelson.plugin.api.http.OutboundHttp;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import dev.keelson.plugin.api.http.OutboundStream;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Sends every HTTP request of one surface, such as {@code tools} or {@code providers}, under that surface's policy.
 *
 * <p>Results arrive on the caller's Vert.x context if there is one, else on some event loop. May be shared freely.
 */
public final class EgressClient implements OutboundHttp {
    private final Vertx vertx;
    private final HttpClient client;
    private final Parts parts;

    /** What all calls of a client share. */
    record Parts(EgressPolicy policy, EgressRules rules, HostResolver resolver, OriginGate gate, Dialer dialer) {}

    private EgressClient(Vertx vertx, EgressPolicy policy, HostResolver resolver) {
        this.vertx = vertx;
        this.client = Wire.client(vertx, policy);
        this.parts = new Parts(
                policy,
                new EgressRules(policy),
                new CachingResolver(vertx, resolver, policy.times().resolved()),
                new OriginGate(vertx, policy.concurrency()),
                new Dialer(client, policy.times().connect()));
    }

    /** Resolves names as the operating system does. */
    public static EgressClient create(Vertx vertx, EgressPolicy policy) {
        return create(vertx, policy, new SystemResolver(vertx, policy.times().resolve()));
    }

    public static EgressClient create(Vertx vertx, EgressPolicy policy, HostResolver resolver) {
        return new EgressClient(vertx, policy, resolver);
    }

    @Override
    public CompletionStage<OutboundResponse> send(OutboundRequest request) {
        return cancellable(Call::send, request);
    }

    @Override
    public CompletionStage<OutboundStream> stream(OutboundRequest request) {
        return cancellable(Call::stream, request);
    }

    /** Closes all connections; calls under way fail. */
    public Future<Void> close() {
        return client.close();
    }

    /** The requests under way and waiting. */
    public int underWay() {
        return parts.gate().total();
    }

    /**
     * Why the policy keeps this surface from a URL; empty when it does not, or when its name can't be resolved now. Every
     * request is checked again, so this is advice for whoever configures an address.
     */
    public Future<Optional<String>> refusal(URI url) {
        return Future.succeededFuture(url)
                .map(Target::parse)
                .compose(this::requirePermitted)
                .map(Optional.<String>empty())
                .recover(failure -> failure instanceof IllegalArgumentException refused
                        ? Future.succeededFuture(Optional.of(String.valueOf(refused.getMessage())))
                        : Future.succeededFuture(Optional.empty()));
    }

    private Future<Target> requirePermitted(Target target) {
        parts.rules().requirePermittedName(target);
        InetAddress literal = target.literal();
        Future<List<InetAddress>> addresses =
                literal == null ? parts.resolver().resolve(target.host()) : Future.succeededFuture(List.of(literal));
        return addresses.map(found -> {
            parts.rules().requirePermitted(target, found);
            return target;
        });
    }

    /** A stage that is cancelled before it completes closes the connection. */
    private <T> CompletionStage<T> cancellable(Function<Call, Future<T>> step, OutboundRequest request) {
        Call call = new Call(vertx, parts, request);
        CompletableFuture<T> answer = onContext(step, call).toCompletionStage().toCompletableFuture();
        var unused = answer.whenComplete((value, failure) -> {
            if (answer.isCancelled()) {
                call.giveUp();
            }
        });
        return answer;
    }

    private <T> Future<T> onContext(Function<Call, Future<T>> step, Call call) {
        Context current = Vertx.currentContext();
        // Blocking code of a context runs beside its event loop, so it has to go there first.
        if (current != null && current.owner() == vertx && Context.isOnEventLoopThread()) {
            return step.apply(call);
        }
        Promise<T> promise = Promise.promise();
        vertx.getOrCreateContext().runOnContext(ignored -> step.apply(call).onComplete(promise));
        return promise.future();
    }
}

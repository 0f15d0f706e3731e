package dev.keelson.core.webhook;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A receiver that answers as a test says, and keeps what it got. Safe for concurrent use. */
final class ScriptedReceiver implements WebhookClient {
    final List<Request> received = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Future<Answer>> script = request -> answer(204, null);

    @Override
    public Future<Answer> post(Request request) {
        received.add(request);
        return script.apply(request);
    }

    void answers(int status) {
        script = request -> answer(status, null);
    }

    void answers(int status, String retryAfter) {
        script = request -> answer(status, retryAfter);
    }

    void does(Function<Request, Future<Answer>> next) {
        script = next;
    }

    static Future<Answer> answer(int status, @Nullable String retryAfter) {
        return Future.succeededFuture(new Answer(status, retryAfter, "thanks"));
    }
}

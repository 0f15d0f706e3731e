package dev.keelson.core.resilience;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model step whose targets behave as scripted; remembers every attempt and the text that the caller saw. */
final class ScriptedStep implements ModelStep {
    static final Target A = new Target("alpha", "a");
    static final Target B = new Target("beta", "b");
    static final Target C = new Target("gamma", "c");

    private final VirtualTime time;
    private final Map<Target, Function<Attempt, Act>> scripts = new HashMap<>();
    private final List<Target> candidates = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final Map<Target, String> leftOut = new HashMap<>();
    private final StringBuilder heard = new StringBuilder();
    private Deadline deadline;
    private boolean streamed;
    private boolean hedged;
    private int cancelled;

    ScriptedStep(VirtualTime time) {
        this.time = time;
        deadline = Deadline.after(Duration.ofSeconds(60), time.ticker());
    }

    /**
     * What a provider does with one call.
     *
     * @param pieces of text, evenly spread over the delay, the last with the end
     * @param failure after the pieces; null for an answer
     */
    record Act(
            Duration delay, List<String> pieces, @Nullable Throwable failure) {

        static Act answers(long millis) {
            return new Act(Duration.ofMillis(millis), List.of("text"), null);
        }

        static Act fails(long millis, Throwable failure) {
            return new Act(Duration.ofMillis(millis), List.of(), failure);
        }

        static Act fails(ErrorType type) {
            return fails(1, new PluginException(type, "scripted"));
        }

        static Act hangs() {
            return fails(Duration.ofDays(1).toMillis(), new PluginException(ErrorType.TIMEOUT, "too late"));
        }
    }

    /** The next candidate, with an act for each of its attempts in the step; the last act for all that follow. */
    ScriptedStep candidate(Target target, Act... acts) {
        int[] next = {0};
        return candidate(target, attempt -> acts[Math.min(next[0]++, acts.length - 1)]);
    }

    ScriptedStep candidate(Target target, Function<Attempt, Act> script) {
        candidates.add(target);
        scripts.put(target, script);
        return this;
    }

    ScriptedStep within(Duration limit) {
        deadline = Deadline.after(limit, time.ticker());
        return this;
    }

    ScriptedStep streamed() {
        streamed = true;
        return this;
    }

    ScriptedStep hedged() {
        hedged = true;
        return this;
    }

    List<Target> called() {
        return attempts.stream().map(Attempt::target).toList();
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /** Milliseconds between the first attempt and attempt {@code number}. */
    long startedAfter(int number) {
        return (times.get(number - 1) - times.get(0)) / 1_000_000;
    }

    String leftOut(Target target) {
        return leftOut.getOrDefault(target, "was not left out");
    }

    String heard() {
        return heard.toString();
    }

    int cancelled() {
        return cancelled;
    }

    @Override
    public List<Target> candidates() {
        return candidates;
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }

    @Override
    public KeelsonException deadlineExceeded() {
        return new KeelsonException(ErrorCode.DEADLINE_EXCEEDED, "scripted deadline");
    }

    @Override
    public boolean mayHedge() {
        return hedged;
    }

    @Override
    public @Nullable String obstacle(Target target) {
        return null;
    }

    @Override
    public boolean isStreamed(Target target) {
        return streamed;
    }

    @Override
    public Future<ChatResponse> call(Attempt attempt) {
        attempts.add(attempt);
        times.add(time.ticker().read());
        Act act = Objects.requireNonNull(scripts.get(attempt.target())).apply(attempt);
        Promise<ChatResponse> promise = Promise.promise();
        attempt.cancellation().onCancel(() -> cancelled++);
        int pieces = act.pieces().size();
        for (int i = 0; streamed && i < pieces; i++) {
            String piece = act.pieces().get(i);
            time.after(act.delay().multipliedBy(i + 1L).dividedBy(pieces), () -> hear(attempt, piece));
        }
        time.after(act.delay(), () -> end(promise, act));
        return promise.future();
    }

    @Override
    public void leftOut(Target target, String reason) {
        leftOut.put(target, reason);
    }

    @Override
    public void failed(Attempt attempt, Throwable failure) {}

    private void hear(Attempt attempt, String piece) {
        if (attempt.takes(piece)) {
            heard.append(piece);
        }
    }

    private static void end(Promise<ChatResponse> promise, Act act) {
        if (act.failure() == null) {
            promise.complete(ChatResponse.model("m")
                    .content(String.join("", act.pieces()))
                    .build());
        } else {
            promise.fail(act.failure());
        }
    }
}

package dev.keelson.core.resilience;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of an execution that needs a model's answer, as {@link Failover} sees it. Used on the execution's context. */
public interface ModelStep {

    /** The equivalence group, best first; nothing outside of it is ever called. */
    List<Target> candidates();

    Deadline deadline();

    /** What the step fails with when its deadline has passed. */
    KeelsonException deadlineExceeded();

    /** Whether a second candidate may be started when the first is slow. */
    boolean mayHedge();

    /** Why the target can't be called at all; null when it can. */
    @Nullable
    String obstacle(Target target);

    /** Whether calls of the target show early that it is at work. */
    boolean isStreamed(Target target);

    /** How many times as long as usual the target may think before it shows a sign of its answer. */
    int patience();

    /**
     * Makes one call of a provider. Fails with {@link PluginException}; with {@link KeelsonException} when the step must
     * end because of something that is not the provider's, such as a budget.
     */
    Future<ChatResponse> call(Attempt attempt);

    /** A candidate is not called, or not again. */
    void leftOut(Target target, String reason);

    /** An attempt failed. */
    void failed(Attempt attempt, Throwable failure);
}

package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Runs one version of an agent once; the answer comes after its trace is durable. */
public interface ExecuteAgentUseCase {

    /**
     * What to run.
     *
     * @param ref {@code agent}, {@code agent@alias} or {@code agent@7}
     * @param stickyKey decides between weighted targets; null takes one at random by weight
     * @param idempotencyKey 1 to 255 printable ASCII characters; null runs in any case
     * @param needs what of the contract the caller relies on
     */
    record Input(
            Principal by,
            String ref,
            JsonNode input,
            @Nullable String stickyKey,
            @Nullable String idempotencyKey,
            ExecutionListener listener,
            CallerNeeds needs) {

        /** Of a caller that takes whatever contract there is, and all of the output. */
        public Input(
                Principal by,
                String ref,
                JsonNode input,
                @Nullable String stickyKey,
                @Nullable String idempotencyKey,
                ExecutionListener listener) {
            this(by, ref, input, stickyKey, idempotencyKey, listener, CallerNeeds.NONE);
        }
    }

    /**
     * Fails with {@link ErrorCode#INPUT_INVALID} and every violation, {@link ErrorCode#OUTPUT_INVALID},
     * {@link ErrorCode#DEADLINE_EXCEEDED}, before a model is asked with {@link ErrorCode#CONTRACT_MISMATCH} and
     * {@link ErrorCode#FIELD_UNKNOWN}, and the other codes of an execution; the failure names the execution whose
     * trace tells more, except when nothing was resolved.
     */
    Future<ExecutionResult> execute(Input input);
}

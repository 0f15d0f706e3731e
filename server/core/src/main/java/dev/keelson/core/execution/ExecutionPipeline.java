package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentRef;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.Deprecation;
import dev.keelson.core.agent.ResolvedVersion;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.resilience.Deadline;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceRecorder;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import dev.keelson.core.trace.TraceSummary;
import dev.keelson.core.trace.TraceWriter;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of every execution: resolve one version, validate the input, let the model answer, check the output, make the
 * trace durable, answer.
 */
public final class ExecutionPipeline implements ExecuteAgentUseCase {
    private final AgentResolver resolver;
    private final CompiledVersions compiledVersions;
    private final ModelCaller caller;
    private final Idempotency idempotency;
    private final TraceWriter traces;
    private final IdGenerator ids;
    private final Clock clock;
    private final Ticker ticker;

    public ExecutionPipeline(Parts parts) {
        this(parts, new ModelCaller(parts.models, parts.ticker));
    }

    /** With another way to a model's answer, so that a measurement can tell what the usual one costs. */
    ExecutionPipeline(Parts parts, ModelCaller caller) {
        this.caller = caller;
        resolver = parts.resolver;
        compiledVersions = parts.compiledVersions;
        idempotency = parts.idempotency;
        traces = parts.traces;
        ids = parts.ids;
        clock = parts.clock;
        ticker = parts.ticker;
    }

    /** What the pipeline is made of. */
    public record Parts(
            AgentResolver resolver,
            CompiledVersions compiledVersions,
            Models models,
            Idempotency idempotency,
            TraceWriter traces,
            IdGenerator ids,
            Clock clock,
            Ticker ticker) {}

    @Override
    public Future<ExecutionResult> execute(Input input) {
        input.by().require(Permission.AGENT_RUN);
        AgentRef ref = AgentRef.parse(input.ref());
        input.by().requireAgent(ref.agent());
        if (!traces.isWritable()) {
            return Future.failedFuture(notRecordable());
        }
        String id = ids.executionId();
        return resolver.resolve(ref, Objects.requireNonNullElse(input.stickyKey(), id))
                .compose(resolved ->
                        runOnce(input, resolved, id).map(result -> noticed(result, resolved.deprecation())));
    }

    private static ExecutionResult noticed(ExecutionResult result, @Nullable Deprecation notice) {
        return notice == null ? result : result.withDeprecation(notice);
    }

    /**
     * Makes a draft ready to be tried. Fails with {@link ErrorCode#PERMISSION_DENIED}, or with
     * {@link ErrorCode#DEFINITION_INVALID} when it needs what is no longer installed.
     */
    public Future<DraftTrial> trial(DraftTrial.Input input) {
        input.by().require(Permission.AGENT_RUN);
        input.by().requireAgent(input.agent());
        AgentVersion draft = AgentVersion.ofDraft(input.agent(), input.revision(), input.definition(), clock.instant());
        return compiledVersions.compileDraft(draft).map(compiled -> new DraftTrial(this, input.by(), compiled));
    }

    /** Runs the draft once, with a trace like any other. */
    Future<ExecutionResult> runDraft(Principal by, CompiledVersion draft, JsonNode value) {
        if (!traces.isWritable()) {
            return Future.failedFuture(notRecordable());
        }
        var input = new Input(by, draft.version().agent(), value, null, null, ExecutionListener.NONE);
        return run(start(input, new ResolvedVersion(draft.version(), null, null, null), draft, ids.executionId()));
    }

    void endTrial(CompiledVersion draft) {
        compiledVersions.release(draft);
    }

    /** An answer that nothing recorded may not leave, so no model is paid for it. */
    private static KeelsonException notRecordable() {
        return new KeelsonException(
                        ErrorCode.STORE_UNAVAILABLE, "the execution could not be recorded, so no model was called")
                .withRetryAfter(Duration.ofSeconds(2));
    }

    /** Everything that can fail without a trace comes before the Idempotency-Key is claimed. */
    private Future<ExecutionResult> runOnce(Input input, ResolvedVersion resolved, String id) {
        input.needs().requireFrom(resolved);
        return compiledVersions
                .get(resolved.version())
                .compose(compiled -> runOnce(input, resolved, compiled, id))
                .compose(result -> contract(result, resolved).map(contract -> result.to(input.needs(), contract)));
    }

    /** A stored answer may be of another version than the one that is served now. */
    private Future<String> contract(ExecutionResult result, ResolvedVersion resolved) {
        AgentVersion version = resolved.version();
        return result.version() == version.number()
                ? Future.succeededFuture(version.contractVersion())
                : resolver.resolve(new AgentRef(result.agent(), null, result.version()), "")
                        .map(answered -> answered.version().contractVersion());
    }

    private Future<ExecutionResult> runOnce(
            Input input, ResolvedVersion resolved, CompiledVersion compiled, String id) {
        Supplier<Future<ExecutionResult>> run = () -> run(start(input, resolved, compiled, id));
        String key = input.idempotencyKey();
        return key == null ? run.get() : idempotency.once(new Idempotency.Request(input, key, id, compiled), run);
    }

    private RunningExecution start(Input input, ResolvedVersion resolved, CompiledVersion compiled, String id) {
        AgentVersion version = resolved.version();
        Deadline deadline =
                Deadline.after(Duration.ofMillis(version.definition().limits().timeoutMs()), ticker);
        var start = new RunningExecution.Start(
                id, input.by(), resolved, compiled, input.input(), clock.instant(), deadline, input.listener());
        boolean observed = input.listener() != ExecutionListener.NONE;
        var recorder = new TraceRecorder(
                ids,
                ticker,
                observed ? span -> input.listener().onEvent(new ExecutionEvent.StepEnded(span)) : span -> {});
        input.listener()
                .onEvent(new ExecutionEvent.Started(
                        id, version.agent(), version.number(), version.contractVersion(), resolved.deprecation()));
        return new RunningExecution(start, recorder);
    }

    private Future<ExecutionResult> run(RunningExecution execution) {
        return steps(execution)
                .compose(output -> succeed(execution, output), failure -> fail(execution, asKnown(failure)));
    }

    private Future<JsonNode> steps(RunningExecution execution) {
        try {
            validateInput(execution);
            return new ModelLoop(caller, execution).run().compose(output -> OutputChecks.run(execution, output));
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private static void validateInput(RunningExecution execution) {
        OpenSpan span = execution.startSpan("validate input", Span.Kind.INTERNAL);
        List<Violation> violations = execution.compiled().inputSchema().validate(execution.input());
        if (violations.isEmpty()) {
            violations = execution.compiled().files().violations(execution.input());
        }
        if (violations.isEmpty()) {
            span.succeed();
            return;
        }
        span.fail(ToolTurn.list(violations));
        throw new KeelsonException(
                ErrorCode.INPUT_INVALID,
                "the input breaks the agent's input schema in " + violations.size()
                        + (violations.size() == 1 ? " place" : " places"),
                violations);
    }

    private Future<ExecutionResult> succeed(RunningExecution execution, JsonNode output) {
        endRoot(execution, null);
        ResolvedVersion resolved = execution.resolved();
        return traces.write(trace(execution, output, null))
                .map(durable -> new ExecutionResult(
                        execution.id(),
                        resolved.version().agent(),
                        resolved.version().number(),
                        resolved.alias(),
                        Objects.requireNonNull(execution.target(), "target"),
                        execution.costNanoUsd(),
                        output,
                        false));
    }

    private Future<ExecutionResult> fail(RunningExecution execution, KeelsonException failure) {
        endRoot(execution, failure);
        return traces.write(trace(execution, null, failure))
                .compose(durable -> Future.failedFuture(failure.withExecutionId(execution.id())));
    }

    private static void endRoot(RunningExecution execution, @Nullable KeelsonException failure) {
        OpenSpan root = execution.root();
        ResolvedVersion resolved = execution.resolved();
        root.attributes()
                .put("gen_ai.operation.name", "invoke_agent")
                .put("gen_ai.agent.name", resolved.version().agent())
                .put("gen_ai.agent.version", Integer.toString(resolved.version().number()))
                .put("keelson.model_calls", execution.modelCalls());
        if (resolved.version().isDraft()) {
            root.attributes().put("keelson.smoke_run", true);
            root.attributes().put("keelson.draft_revision", resolved.version().draftRevision());
        }
        if (execution.recorder().droppedSpans() > 0) {
            root.attributes().put("keelson.dropped_spans", execution.recorder().droppedSpans());
        }
        if (failure == null) {
            root.succeed();
        } else {
            root.attributes().put("error.type", failure.code().id());
            root.fail(failure.text());
        }
    }

    private static Trace trace(
            RunningExecution execution, @Nullable JsonNode output, @Nullable KeelsonException failure) {
        ResolvedVersion resolved = execution.resolved();
        var summary = new TraceSummary(
                execution.id(),
                resolved.version().agent(),
                resolved.version().number(),
                resolved.alias(),
                resolved.aliasRevision(),
                failure == null ? TraceSummary.Status.OK : TraceSummary.Status.ERROR,
                failure == null ? null : failure.code().id(),
                execution.startedAt(),
                execution.recorder().elapsedMicros(),
                execution.by().keyId(),
                execution.target(),
                execution.inputTokens(),
                execution.outputTokens(),
                execution.costNanoUsd());
        return new Trace(
                summary,
                execution.input(),
                output,
                failure == null ? null : failure.text(),
                execution.recorder().spans());
    }

    private static KeelsonException asKnown(Throwable failure) {
        return failure instanceof KeelsonException known
                ? known
                : new KeelsonException(ErrorCode.UNEXPECTED, "a fault inside Keelson ended the execution", failure);
    }
}

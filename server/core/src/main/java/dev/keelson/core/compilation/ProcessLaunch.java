package dev.keelson.core.compilation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the processes of one compilation, each when it is told to, and stores what came of it; or finds that the result is
 * there already. Confined to the engine's context.
 */
final class ProcessLaunch {
    private final CompilationEngine.Parts parts;
    private final WorkerExecutor workers;
    private final LeasedCompilation leased;
    private final EarlierResults earlier;
    private final Map<String, JsonNode> results = new HashMap<>();

    ProcessLaunch(CompilationEngine.Parts parts, WorkerExecutor workers, LeasedCompilation leased) {
        this.parts = parts;
        this.workers = workers;
        this.leased = leased;
        this.earlier = new EarlierResults(parts.compilations(), leased.key());
    }

    /** Completes when the record says how the process ended. Fails only if that could not be stored. */
    Future<Compilation> launch(ProcessName name) {
        Compilation now = leased.current();
        ProcessRecord record = now.process(name);
        if (!parts.processes().names().contains(name)) {
            return skip(name, "this version of Keelson has no such process", null);
        }
        Optional<ProcessName> blocking = blocking(now, name);
        if (blocking.isPresent()) {
            return skip(name, blockedReason(now, blocking.get()), blocking.get());
        }
        if (record.attempts() >= CompilationLimits.MAX_ATTEMPTS) {
            return end(
                    name,
                    ProcessState.FAILED,
                    ProcessOutcome.failed(
                            "was started " + record.attempts() + " times, and each time the server ended while it ran",
                            new ProcessOutcome.Spent(0, ""),
                            List.of()));
        }
        return parts.agents()
                .find(now.agent())
                .compose(found -> launchOn(name, found))
                .recover(failure -> unstartable(name, failure));
    }

    /** Ends the compilation if the draft is another one than it was started for; else completes with the agent's. */
    Future<Draft> draft() {
        return parts.agents().find(leased.current().agent()).compose(this::sameDraft);
    }

    private Future<Compilation> launchOn(ProcessName name, Optional<Agent> found) {
        return sameDraft(found)
                .compose(draft -> needed(name).map(results -> input(draft, results)))
                .compose(input -> hash(name, input).compose(hash -> reuseOrRun(name, input, hash)));
    }

    /** What waiting cures is tried again; anything else would go on forever. */
    private Future<Compilation> unstartable(ProcessName name, Throwable failure) {
        boolean away = failure instanceof KeelsonException known && known.code() == ErrorCode.STORE_UNAVAILABLE;
        if (away || failure instanceof LeaseLostException) {
            return Future.failedFuture(failure);
        }
        return new ProcessEnding(parts, leased, name, "", parts.clock().millis()).failed(failure);
    }

    private Future<Draft> sameDraft(Optional<Agent> found) {
        String expected = leased.current().order().draftDigest();
        if (found.isPresent() && DraftDigest.of(found.get().draft()).equals(expected)) {
            return Future.succeededFuture(found.get().draft());
        }
        return leased.change(now -> now.ended(
                        CompilationState.SUPERSEDED, parts.clock().instant(), "the draft was changed meanwhile"))
                .compose(ended -> Future.failedFuture(new LeaseLostException("the draft was changed")));
    }

    private Optional<ProcessName> blocking(Compilation now, ProcessName name) {
        return parts.processes().needs(name).stream()
                .filter(need -> now.processes().containsKey(need))
                .filter(need -> now.process(need).blocks())
                .findFirst();
    }

    private static String blockedReason(Compilation now, ProcessName blocking) {
        boolean failed = now.process(blocking).state() == ProcessState.FAILED;
        return "needs " + blocking.id() + ", which " + (failed ? "failed" : "was skipped because of a failure");
    }

    private ProcessInput input(Draft draft, Map<ProcessName, JsonNode> needed) {
        Compilation now = leased.current();
        return new ProcessInput(
                now.order().by(),
                now.agent(),
                draft.revision(),
                draft.spec(),
                draft.settings(),
                draft.definition(),
                now.order().schemaChangeWanted(),
                needed);
    }

    private Future<Map<ProcessName, JsonNode>> needed(ProcessName name) {
        Map<ProcessName, JsonNode> found = new EnumMap<>(ProcessName.class);
        Future<Void> all = Future.succeededFuture();
        for (ProcessName need : parts.processes().needs(name)) {
            ProcessRecord record = leased.current().processes().get(need);
            String digest = record == null ? null : record.result();
            if (digest != null) {
                all = all.compose(before -> result(need, digest).map(json -> {
                    found.put(need, json);
                    return null;
                }));
            }
        }
        return all.map(done -> found);
    }

    private Future<JsonNode> result(ProcessName name, String digest) {
        JsonNode known = results.get(digest);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        var key = new CompilationRepository.ResultKey(leased.current().id(), name);
        return parts.compilations().result(key, digest).map(found -> {
            JsonNode json = found.orElseThrow(
                    () -> new IllegalStateException("the result of " + name.id() + " is not in the store"));
            results.put(digest, json);
            return json;
        });
    }

    private Future<String> hash(ProcessName name, ProcessInput input) {
        CompilationProcess process = parts.processes().process(name);
        return process.surroundings(input)
                .map(surroundings ->
                        InputHash.of(leased.current(), process, surroundings, definition(name, input.definition())));
    }

    private String definition(ProcessName name, @Nullable AgentDefinition definition) {
        boolean counts = name == ProcessName.DEFINITION || parts.processes().readsDefinition(name);
        return counts ? DraftDigest.ofDefinition(definition) : "";
    }

    private Future<Compilation> reuseOrRun(ProcessName name, ProcessInput input, String hash) {
        ProcessRecord record = leased.current().process(name);
        if (record.demanded()) {
            return run(name, input, hash);
        }
        ProcessOutcome own = record.outcome();
        if (own != null && own.resultDigest() != null && own.inputHash().equals(hash)) {
            return end(name, own.reusedFrom() == null ? ProcessState.DONE : ProcessState.REUSED, own);
        }
        return earlier.find(name, hash)
                .compose(found ->
                        found.isPresent() ? end(name, ProcessState.REUSED, found.get()) : run(name, input, hash));
    }

    private Future<Compilation> run(ProcessName name, ProcessInput input, String hash) {
        CompilationProcess process = parts.processes().process(name);
        long deadline = parts.limits().deadline(name).toMillis();
        return leased.change(now -> started(now, name)).compose(started -> {
            if (started.process(name).state() != ProcessState.RUNNING) {
                return Future.succeededFuture(started);
            }
            var ending =
                    new ProcessEnding(parts, leased, name, hash, parts.clock().millis());
            // A process may compute for a while before it gives its future: not on an event loop.
            return workers.executeBlocking(() -> process.run(input), false)
                    .compose(result -> result)
                    .timeout(deadline, TimeUnit.MILLISECONDS)
                    .compose(result -> ended(ending, input, result), ending::failed);
        });
    }

    private Compilation started(Compilation now, ProcessName name) {
        boolean waits = now.process(name).state() == ProcessState.WAITING;
        return waits ? now.with(name, record -> record.started(parts.clock().instant())) : now;
    }

    private Future<Compilation> ended(ProcessEnding ending, ProcessInput input, ProcessResult result) {
        if (ending.name() != ProcessName.DEFINITION || result.status() == ProcessResult.Status.SKIPPED) {
            return ending.ended(result);
        }
        // What it was to do, it did to the draft: from now on that is what its input looks like.
        return draft().compose(draft -> hash(ending.name(), input(draft, input.results())))
                .compose(hash -> ending.withHash(hash).ended(result));
    }

    private Future<Compilation> skip(ProcessName name, String reason, @Nullable ProcessName blocking) {
        return end(name, ProcessState.SKIPPED, ProcessOutcome.skipped(reason, blocking));
    }

    /** Unless it has ended already, such as when the whole took too long. */
    private Future<Compilation> end(ProcessName name, ProcessState how, ProcessOutcome outcome) {
        return leased.change(
                now -> now.process(name).state().ended() ? now : now.with(name, record -> record.ended(how, outcome)));
    }
}

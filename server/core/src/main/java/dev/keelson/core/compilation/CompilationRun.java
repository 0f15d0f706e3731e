package dev.keelson.core.compilation;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One compilation at work on this node: starts each process as soon as its needs have ended, a few at a time, and ends the
 * compilation after the last. Confined to the engine's context.
 */
final class CompilationRun {
    private static final int BEATS_PER_LEASE = 3;

    private final CompilationEngine.Parts parts;
    private final CompilationEngine engine;
    private final LeasedCompilation leased;
    private final ProcessLaunch launch;
    private final Set<ProcessName> active = EnumSet.noneOf(ProcessName.class);
    private long heartbeat = -1;
    private long deadline = -1;
    private boolean stopped;
    private boolean ending;

    CompilationRun(CompilationEngine engine, WorkerExecutor workers, LeasedCompilation leased) {
        this.engine = engine;
        this.parts = engine.parts();
        this.leased = leased;
        this.launch = new ProcessLaunch(parts, workers, leased);
    }

    void begin() {
        long lease = parts.limits().deadlines().lease().toMillis();
        heartbeat = parts.vertx().setPeriodic(Math.max(1, lease / BEATS_PER_LEASE), beat -> renew());
        deadline = parts.vertx().setTimer(parts.limits().deadlines().whole().toMillis(), late -> endLate());
        step();
    }

    /** Starts what can be started now. */
    void step() {
        if (stopped) {
            return;
        }
        for (ProcessRecord record : leased.current().processes().values()) {
            if (isReady(record) && active.size() < parts.limits().processesOfOne() && engine.takeSlot()) {
                start(record.name());
            }
        }
        if (leased.current().allEnded()) {
            end();
        }
    }

    /** Someone changed the record: looks at what. */
    void lookAgain() {
        if (!stopped) {
            leased.refresh().onSuccess(read -> step()).onFailure(this::giveUp);
        }
    }

    /** Leaves the compilation to any node, at once. */
    Future<Void> release() {
        if (stopped) {
            return Future.succeededFuture();
        }
        stop();
        return leased.change(now -> now.released(parts.clock().instant())).mapEmpty();
    }

    private boolean isReady(ProcessRecord record) {
        return record.state() == ProcessState.WAITING
                && !active.contains(record.name())
                && needs(record.name()).stream().allMatch(this::hasEnded);
    }

    private List<ProcessName> needs(ProcessName name) {
        return parts.processes().names().contains(name) ? parts.processes().needs(name) : List.of();
    }

    private boolean hasEnded(ProcessName need) {
        ProcessRecord record = leased.current().processes().get(need);
        return record == null || record.state().ended();
    }

    private void start(ProcessName name) {
        active.add(name);
        launch.launch(name).onFailure(this::giveUp).onComplete(ended -> {
            active.remove(name);
            engine.giveSlot();
        });
    }

    private void renew() {
        leased.change(now -> now.renewed(engine.leaseEnd()))
                .onSuccess(renewed -> step())
                .onFailure(this::giveUp);
    }

    private void end() {
        if (ending) {
            return;
        }
        ending = true;
        launch.draft()
                .compose(same -> leased.change(now -> now.allEnded() ? ended(now) : now))
                .onComplete(tried -> ending = false)
                .onSuccess(now -> {
                    if (now.state().ended()) {
                        giveUp(new LeaseLostException("done"));
                    } else {
                        step();
                    }
                })
                .onFailure(this::giveUp);
    }

    private Compilation ended(Compilation now) {
        boolean failed = failed(now, ProcessName.READ) || failed(now, ProcessName.DEFINITION);
        return now.ended(
                failed ? CompilationState.FAILED : CompilationState.DONE,
                parts.clock().instant(),
                "");
    }

    private static boolean failed(Compilation now, ProcessName name) {
        ProcessRecord record = now.processes().get(name);
        return record != null && record.state() == ProcessState.FAILED;
    }

    /** All that has not ended has failed. */
    private void endLate() {
        String reason = "the compilation took more than "
                + parts.limits().deadlines().whole().toSeconds() + " s";
        var outcome = ProcessOutcome.failed(reason, new ProcessOutcome.Spent(0, ""), List.of());
        leased.change(now -> {
                    Compilation next = now;
                    for (ProcessRecord each : now.processes().values()) {
                        next = each.state().ended()
                                ? next
                                : next.with(each.name(), record -> record.ended(ProcessState.FAILED, outcome));
                    }
                    return next;
                })
                .onSuccess(late -> step())
                .onFailure(this::giveUp);
    }

    /** Nothing is stored any more: it has ended, is another node's, or the lease will end and any node goes on. */
    private void giveUp(Throwable reason) {
        if (stopped) {
            return;
        }
        stop();
        if (!(reason instanceof LeaseLostException)) {
            parts.reports().accept("compilation " + leased.current().id() + " stopped here: " + reason);
        }
        engine.forget(leased.key());
    }

    private void stop() {
        stopped = true;
        parts.vertx().cancelTimer(heartbeat);
        parts.vertx().cancelTimer(deadline);
    }
}

package dev.keelson.core.compilation;

import dev.keelson.core.access.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of one compilation of an agent's draft.
 *
 * @param id sorts by time
 * @param endedAt null while it runs
 * @param processes in the order of {@link ProcessName}
 * @param sequence number of changes of its processes so far
 * @param revision grows by one with each change; compare-and-set goes by it
 */
public record Compilation(
        String id,
        String agent,
        CompilationOrder order,
        CompilationState state,
        Instant startedAt,
        @Nullable Instant endedAt,
        Map<ProcessName, ProcessRecord> processes,
        long sequence,
        long revision,
        CompilationLease lease) {

    public Compilation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(agent, "agent");
        var ordered = new EnumMap<ProcessName, ProcessRecord>(ProcessName.class);
        ordered.putAll(processes);
        processes = Collections.unmodifiableMap(ordered);
    }

    /** Everything that is asked for when a compilation starts. */
    record Start(String id, String agent, CompilationOrder order, Instant now) {}

    static Compilation started(Start start, Set<ProcessName> names) {
        var waiting = new EnumMap<ProcessName, ProcessRecord>(ProcessName.class);
        names.forEach(name -> waiting.put(name, ProcessRecord.waiting(name)));
        return new Compilation(
                start.id(),
                start.agent(),
                start.order(),
                CompilationState.RUNNING,
                start.now(),
                null,
                waiting,
                0,
                1,
                CompilationLease.free(start.now(), 0));
    }

    /** The record of a process that this compilation has. */
    public ProcessRecord process(ProcessName name) {
        return Objects.requireNonNull(processes.get(name), name.id());
    }

    /** What its model work cost. */
    public long costNanoUsd() {
        return processes.values().stream()
                .map(ProcessRecord::outcome)
                .filter(Objects::nonNull)
                .mapToLong(ProcessOutcome::costNanoUsd)
                .sum();
    }

    boolean allEnded() {
        return processes.values().stream().allMatch(each -> each.state().ended());
    }

    Compilation with(ProcessName name, UnaryOperator<ProcessRecord> change) {
        var changed = new EnumMap<>(processes);
        changed.put(name, change.apply(process(name)).at(sequence + 1));
        return new Compilation(id, agent, order, state, startedAt, endedAt, changed, sequence + 1, revision, lease);
    }

    /** Ends; processes that have not ended are skipped for that reason. */
    Compilation ended(CompilationState how, Instant now, String reason) {
        Compilation next = this;
        for (ProcessRecord each : processes.values()) {
            if (!each.state().ended()) {
                next = next.with(
                        each.name(),
                        record -> record.ended(ProcessState.SKIPPED, ProcessOutcome.skipped(reason, null)));
            }
        }
        return new Compilation(
                id,
                agent,
                order,
                how,
                startedAt,
                now,
                next.processes,
                next.sequence,
                revision,
                CompilationLease.free(now, lease.fence()));
    }

    /** Taken by a node. What ran when the node before it ended waits again. */
    Compilation taken(String node, Instant until) {
        Compilation next = this;
        for (ProcessRecord each : processes.values()) {
            if (each.state() == ProcessState.RUNNING) {
                next = next.with(each.name(), ProcessRecord::interrupted);
            }
        }
        return next.leased(new CompilationLease(node, until, lease.fence() + 1));
    }

    Compilation renewed(Instant until) {
        return leased(new CompilationLease(lease.node(), until, lease.fence()));
    }

    /** Left by its node, which ends in good order. */
    Compilation released(Instant now) {
        return leased(CompilationLease.free(now, lease.fence()));
    }

    /** Under way again, for someone who wants one process run again and all that depends on it looked at again. */
    Compilation reopened(Principal by, ProcessName demanded, Set<ProcessName> dependents) {
        Compilation next = with(demanded, record -> record.again(true));
        for (ProcessName each : dependents) {
            if (processes.containsKey(each) && process(each).state().ended()) {
                next = next.with(each, record -> record.again(false));
            }
        }
        CompilationLease kept = state.ended() ? CompilationLease.free(lease.until(), lease.fence()) : lease;
        return new Compilation(
                id,
                agent,
                order.by(by),
                CompilationState.RUNNING,
                startedAt,
                null,
                next.processes,
                next.sequence,
                revision,
                kept);
    }

    /** This state as the one that follows another in the store. */
    Compilation following(Compilation before) {
        return new Compilation(
                id, agent, order, state, startedAt, endedAt, processes, sequence, before.revision + 1, lease);
    }

    private Compilation leased(CompilationLease other) {
        return new Compilation(id, agent, order, state, startedAt, endedAt, processes, sequence, revision, other);
    }
}

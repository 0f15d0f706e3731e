package dev.keelson.core.audit;

import dev.keelson.core.audit.AuditEvent.Outcome;
import dev.keelson.core.audit.AuditEvent.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The intents without outcome in a part of the log that is read in order. Confined to one run of the recovery. */
final class OpenIntents {
    private final Map<Long, AuditEntry> open = new TreeMap<>();
    /** Open ones that another intent of the same actor for the same target ran beside. */
    private final Set<Long> contested = new HashSet<>();
    /** What outcomes have told: target and state after. */
    private final Set<Told> told = new HashSet<>();

    private final long settled;
    private @Nullable AuditEntry last;

    /** {@code settled}: number before which nothing is open. */
    OpenIntents(long settled) {
        this.settled = settled;
    }

    private record Told(String target, String after) {}

    void add(List<AuditEntry> entries) {
        entries.forEach(this::add);
    }

    private void add(AuditEntry entry) {
        last = entry;
        AuditEvent event = entry.event();
        Result result = event.result();
        Long intent = event.intentSeq();
        if (result == null || intent == null) {
            announce(entry);
            return;
        }
        open.remove(intent);
        if (result.outcome() == Outcome.DONE) {
            told.add(new Told(event.target(), event.after()));
        }
    }

    private void announce(AuditEntry intent) {
        List<AuditEntry> rivals = open.values().stream()
                .filter(other -> isRival(other.event(), intent.event()))
                .toList();
        if (!rivals.isEmpty()) {
            rivals.forEach(rival -> contested.add(rival.seq()));
            contested.add(intent.seq());
        }
        open.put(intent.seq(), intent);
    }

    /** The last entry read; null when there was none. */
    @Nullable
    AuditEntry last() {
        return last;
    }

    List<AuditEntry> all() {
        return List.copyOf(open.values());
    }

    /** The number up to which nothing is open. */
    long settledUpTo() {
        AuditEntry end = last;
        if (!open.isEmpty()) {
            return open.keySet().iterator().next() - 1;
        }
        return end == null ? settled : end.seq();
    }

    /** What {@code changes}, made by who stated the intent, tell of it. */
    Finding judge(AuditEntry intent, List<String> changes) {
        List<String> own = changes.stream()
                .filter(change -> !told.contains(new Told(intent.event().target(), change)))
                .toList();
        if (own.isEmpty()) {
            return new Finding(new Result(Outcome.FAILED, Finding.INTERRUPTED), "");
        }
        if (own.size() == 1 && !contested.contains(intent.seq())) {
            return new Finding(Result.DONE, own.get(0));
        }
        return Finding.UNKNOWN;
    }

    private static boolean isRival(AuditEvent one, AuditEvent other) {
        return one.target().equals(other.target()) && one.actor().equals(other.actor());
    }

    /** What became of a change. */
    record Finding(Result result, String after) {
        static final String INTERRUPTED = "interrupted";
        static final Finding UNKNOWN = new Finding(new Result(Outcome.UNKNOWN, INTERRUPTED), "");
    }
}

package dev.keelson.core.webhook;

import dev.keelson.core.audit.AuditEntry;
import dev.keelson.core.audit.AuditEvent;
import dev.keelson.core.audit.AuditRepository;
import io.vertx.core.Future;
import java.util.List;

/** The audit log as the source of events: outcomes of changes that were made, in the order of the chain. */
public final class AuditEventSource implements EventSource {
    private final AuditRepository entries;

    public AuditEventSource(AuditRepository entries) {
        this.entries = entries;
    }

    @Override
    public Future<List<Change>> after(long seq, int limit) {
        return entries.read(seq + 1, limit)
                .map(found -> found.stream().map(AuditEventSource::change).toList());
    }

    private static Change change(AuditEntry entry) {
        AuditEvent event = entry.event();
        AuditEvent.Result result = event.result();
        return new Change(
                entry.seq(),
                event.at(),
                result != null && result.outcome() == AuditEvent.Outcome.DONE,
                new Actor(event.actor().keyId(), event.actor().owner()),
                event.action(),
                event.target(),
                event.before(),
                event.after(),
                event.reason());
    }
}

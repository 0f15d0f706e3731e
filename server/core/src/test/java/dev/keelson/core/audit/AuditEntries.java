package dev.keelson.core.audit;

import dev.keelson.core.Fixtures;
import dev.keelson.core.audit.AuditEvent.Outcome;
import dev.keelson.core.audit.AuditEvent.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chains of valid audit entries, for tests. */
public final class AuditEntries {

    public static final String WRITER = "node-0";

    private AuditEntries() {}

    public static AuditEvent intent(String actor, String action, String target) {
        return new AuditEvent(
                Fixtures.NOW, new AuditActor(actor, "kim"), action, target, "revision 3: v1", "", "better", null, null);
    }

    public static AuditEvent refusal(long intentSeq) {
        return new AuditEvent(
                Fixtures.NOW.plusSeconds(1),
                new AuditActor("key-operator", "kim"),
                AuditActions.ALIAS_REMAP,
                "agents/triage/aliases/production",
                "revision 3: v1",
                "",
                "",
                new Result(Outcome.REFUSED, "revision_stale"),
                intentSeq);
    }

    public static AuditEvent remap(String alias) {
        return intent("key-operator", AuditActions.ALIAS_REMAP, "agents/triage/aliases/" + alias);
    }

    /** The entries that follow {@code tail}. */
    public static List<AuditEntry> chained(@Nullable AuditEntry tail, AuditEvent... events) {
        List<AuditEntry> chained = new ArrayList<>();
        AuditEntry last = tail;
        for (AuditEvent event : events) {
            last = AuditEntry.after(last, event, WRITER);
            chained.add(last);
        }
        return chained;
    }
}

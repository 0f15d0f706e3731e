package dev.keelson.core.agent;

import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.Failpoint;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the next revision of an alias: one write that is the move, recorded, and seen on this node at once. */
public final class AliasMoves {
    private final AliasRepository aliases;
    private final AgentResolver resolver;
    private final AuditLog audit;
    private final Clock clock;

    public AliasMoves(AliasRepository aliases, AgentResolver resolver, AuditLog audit, Clock clock) {
        this.aliases = aliases;
        this.resolver = resolver;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What the next revision is.
     *
     * @param current the alias as it is; null when there is none yet
     * @param restores as {@link Alias#restores()}
     * @param schemaChange as {@link Alias#schemaChange()}
     */
    public record Next(
            Principal by,
            String agent,
            String alias,
            List<AliasTarget> targets,
            @Nullable Alias current,
            Alias.Action action,
            @Nullable Integer restores,
            String reason,
            @Nullable String schemaChange) {}

    /** Fails with {@link ErrorCode#REVISION_STALE} carrying the current {@link Alias} when someone else was faster. */
    public Future<Alias> commit(Next next) {
        Alias current = next.current();
        var change = new AuditedChange(
                next.by(),
                next.action() == Alias.Action.ROLLBACK ? AuditActions.ALIAS_ROLLBACK : AuditActions.ALIAS_REMAP,
                AuditedAgents.alias(next.agent(), next.alias()),
                current == null ? "" : AuditedAgents.alias(current),
                next.reason());
        return audit.record(change, () -> write(alias(next, current)), AuditedAgents::alias)
                .map(resolver::remember);
    }

    private Future<Alias> write(Alias next) {
        Failpoint.hit("alias.commit.before");
        return aliases.commit(next).map(committed -> {
            Failpoint.hit("alias.commit.after");
            return committed;
        });
    }

    private Alias alias(Next next, @Nullable Alias current) {
        return new Alias(
                next.agent(),
                next.alias(),
                next.targets(),
                current == null ? 1 : current.revision() + 1,
                next.action(),
                next.restores(),
                clock.instant(),
                next.by().keyId(),
                next.reason(),
                next.schemaChange());
    }
}

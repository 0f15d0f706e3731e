package dev.keelson.core.schemachange;

import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.schemachange.SchemaChangeRepository.Filter;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of schema changes, each for a principal: one of an agent outside its key's scope does not exist. */
public final class SchemaChangeQueries {
    private final SchemaChangeRepository changes;
    private final Standings standings;
    private final Approvers approvers;

    SchemaChangeQueries(SchemaChangeRepository changes, Standings standings, Approvers approvers) {
        this.changes = changes;
        this.standings = standings;
        this.approvers = approvers;
    }

    public ApprovalMode mode() {
        return approvers.mode();
    }

    /** As it is now. Fails with {@link ErrorCode#SCHEMA_CHANGE_NOT_FOUND}. */
    public Future<Standing> change(Principal by, String id) {
        by.require(Permission.AGENT_READ);
        return changes.find(id)
                .map(found -> found.filter(change -> by.maySee(change.proposal().agent()))
                        .orElseThrow(() -> Standings.notFound(id)))
                .compose(standings::thoroughly);
    }

    /**
     * Newest first; null means any. Those that turn out to have closed are left out of a list of another state, so a page
     * may be short.
     */
    public Future<Page<Standing>> changes(
            Principal by, @Nullable String agent, SchemaChange.@Nullable State state, PageRequest page) {
        by.require(Permission.AGENT_READ);
        if (agent != null) {
            by.requireAgent(agent);
        }
        return changes.list(new Filter(by.agents(), agent, state), page)
                .compose(found -> Future.all(
                                found.items().stream().map(standings::quickly).toList())
                        .map(CompositeFuture::<Standing>list)
                        .map(all -> new Page<>(ofState(all, state), found.nextCursor())));
    }

    /** The authors' keys, as far as they are stored. */
    public Future<List<ApiKey>> authors(SchemaChange change) {
        return approvers.authorKeys(change);
    }

    /** Why this principal may not approve the change, as a sentence; null when it may. */
    public Future<@Nullable String> objection(Principal by, Standing standing) {
        if (!by.has(Permission.SCHEMA_CHANGE_DECIDE)) {
            return Future.succeededFuture("role " + by.role().id() + " may not decide on schema changes");
        }
        return approvers
                .selfApproving(by, standing.change())
                .<@Nullable String>map(self -> null)
                .recover(SchemaChangeQueries::asObjection);
    }

    private static Future<@Nullable String> asObjection(Throwable failure) {
        boolean author = failure instanceof KeelsonException known && known.code() == ErrorCode.APPROVER_IS_AUTHOR;
        return author ? Future.succeededFuture(((KeelsonException) failure).text()) : Future.failedFuture(failure);
    }

    private static List<Standing> ofState(List<Standing> all, SchemaChange.@Nullable State state) {
        return all.stream()
                .filter(standing -> state == null || standing.change().state() == state)
                .toList();
    }
}

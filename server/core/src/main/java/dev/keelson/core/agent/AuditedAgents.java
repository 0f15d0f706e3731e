package dev.keelson.core.agent;

import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditEvent;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.audit.AuditedTarget;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** How agents, drafts, versions and aliases stand in the audit log, and what became of changes without an outcome. */
public final class AuditedAgents implements AuditedTarget {
    private static final Set<String> ALIAS_MOVES = Set.of(AuditActions.ALIAS_REMAP, AuditActions.ALIAS_ROLLBACK);
    private static final Set<String> ACTIONS = Set.of(
            AuditActions.AGENT_CREATE,
            AuditActions.DRAFT_EDIT,
            AuditActions.VERSION_PUBLISH,
            AuditActions.ALIAS_REMAP,
            AuditActions.ALIAS_ROLLBACK);
    private static final int RECENT = 50;
    private static final int AGENT = 1;
    private static final int ALIAS = 3;

    private final AgentRepository agents;
    private final AgentVersionRepository versions;
    private final AliasRepository aliases;

    public AuditedAgents(AgentRepository agents, AgentVersionRepository versions, AliasRepository aliases) {
        this.agents = agents;
        this.versions = versions;
        this.aliases = aliases;
    }

    /** The target that an agent is. */
    public static String agent(String name) {
        return "agents/" + name;
    }

    /** The target that the versions of an agent are. */
    public static String versions(String agent) {
        return agent(agent) + "/versions";
    }

    /** The target that an alias is. */
    public static String alias(String agent, String alias) {
        return agent(agent) + "/aliases/" + alias;
    }

    /** The state of an alias in one text; empty when there is none. */
    public static String alias(Alias alias) {
        return "revision " + alias.revision() + ": " + alias.describeTargets();
    }

    static String draft(Draft draft) {
        return draftRevision(draft.revision());
    }

    static String version(int number) {
        return "v" + number;
    }

    /** An edit that makes {@code next} of the draft. */
    static AuditedChange draftEdit(Principal by, String agent, Draft next) {
        String before = draftRevision(next.revision() - 1);
        return new AuditedChange(by, AuditActions.DRAFT_EDIT, agent(agent) + "/draft", before, "");
    }

    private static String draftRevision(long revision) {
        return "draft revision " + revision;
    }

    @Override
    public boolean covers(String action) {
        return ACTIONS.contains(action);
    }

    @Override
    public Future<List<String>> changesSince(AuditEvent intent) {
        String[] path = intent.target().split("/", -1);
        String agent = path[AGENT];
        if (ALIAS_MOVES.contains(intent.action())) {
            return aliasMoves(intent, agent, path[ALIAS]);
        }
        return switch (intent.action()) {
            case AuditActions.VERSION_PUBLISH -> publications(intent, agent);
            case AuditActions.AGENT_CREATE -> creation(intent, agent);
            default -> draftEdits(intent, agent);
        };
    }

    private Future<List<String>> aliasMoves(AuditEvent intent, String agent, String alias) {
        return aliases.history(agent, alias, PageRequest.first(RECENT))
                .map(page -> page.items().stream()
                        .filter(entry -> isOwn(intent, entry.movedBy(), entry.movedAt()))
                        .map(AuditedAgents::alias)
                        .toList());
    }

    private Future<List<String>> publications(AuditEvent intent, String agent) {
        return versions.list(agent, PageRequest.first(RECENT))
                .map(page -> page.items().stream()
                        .filter(each -> isOwn(intent, each.publishedBy(), each.publishedAt()))
                        .map(each -> version(each.number()))
                        .toList());
    }

    private Future<List<String>> creation(AuditEvent intent, String agent) {
        return agents.find(agent)
                .map(found -> found.filter(each -> isOwn(intent, each.createdBy(), each.createdAt()))
                        .map(each -> List.of(draftRevision(1)))
                        .orElse(List.of()));
    }

    private Future<List<String>> draftEdits(AuditEvent intent, String agent) {
        return agents.find(agent)
                .map(found ->
                        found.map(each -> draftEdits(intent, each.draft())).orElse(List.of()));
    }

    /** Only the last edit of each editor is kept: a later one hides whether this one was made. */
    private static List<String> draftEdits(AuditEvent intent, Draft draft) {
        long last = draft.editors().getOrDefault(intent.actor().keyId(), 0L);
        if (intent.before().equals(draftRevision(last - 1))) {
            return List.of(draftRevision(last));
        }
        boolean since = draft.updatedBy().equals(intent.actor().keyId())
                && !draft.updatedAt().isBefore(intent.at());
        return since ? CANT_TELL : List.of();
    }

    private static boolean isOwn(AuditEvent intent, String by, Instant at) {
        return by.equals(intent.actor().keyId()) && !at.isBefore(intent.at());
    }
}

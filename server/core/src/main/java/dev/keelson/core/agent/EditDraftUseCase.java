package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces what the author gives of a draft and compiles it. What is the same already makes no new revision. */
public final class EditDraftUseCase {
    private final AgentRepository agents;
    private final DefinitionCompiler compiler;
    private final Clock clock;

    public EditDraftUseCase(AgentRepository agents, DefinitionCompiler compiler, Clock clock) {
        this.agents = agents;
        this.compiler = compiler;
        this.clock = clock;
    }

    /**
     * What is to change.
     *
     * @param expectedRevision revision that the author has seen
     * @param spec null leaves it as it is
     * @param settings null leaves them as they are
     */
    public record Input(
            Principal by,
            String agent,
            long expectedRevision,
            @Nullable String spec,
            @Nullable AgentSettings settings) {}

    /** Fails with {@link ErrorCode#REVISION_STALE} carrying the current {@link Draft}, or as compiling does. */
    public Future<Draft> execute(Input input) {
        input.by().require(Permission.DRAFT_EDIT);
        input.by().requireAgent(input.agent());
        return agents.find(input.agent())
                .map(found -> found.orElseThrow(() -> AgentQueries.noAgent(input.agent())))
                .compose(agent -> next(agent.draft(), input))
                .compose(draft -> store(input, draft));
    }

    private Future<Draft> store(Input input, Draft draft) {
        return draft.revision() == input.expectedRevision()
                ? Future.succeededFuture(draft)
                : agents.replaceDraft(input.agent(), draft).map(Agent::draft);
    }

    private Future<Draft> next(Draft current, Input input) {
        if (current.revision() != input.expectedRevision()) {
            throw KeelsonException.stale(
                    "the draft is at revision " + current.revision() + " (expected: " + input.expectedRevision() + ")",
                    current);
        }
        String spec = input.spec() == null ? current.spec() : input.spec();
        AgentSettings settings = input.settings() == null ? current.settings() : input.settings();
        if (spec.equals(current.spec()) && settings.equals(current.settings())) {
            return Future.succeededFuture(current);
        }
        return compiler.compile(spec, settings)
                .map(definition -> new Draft(
                        spec,
                        settings,
                        definition,
                        current.revision() + 1,
                        clock.instant(),
                        input.by().keyId(),
                        editors(current, input.by().keyId())));
    }

    private static Map<String, Long> editors(Draft current, String editor) {
        Map<String, Long> editors = new HashMap<>(current.editors());
        editors.put(editor, current.revision() + 1);
        return editors;
    }
}

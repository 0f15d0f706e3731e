package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.spec.FieldSource;
import dev.keelson.core.spec.Reading;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets the author agree to fields that were assumed, because no sentence of the spec asks for them. */
public final class AcceptAssumptionsUseCase {
    private final AgentRepository agents;
    private final Clock clock;
    private final AuditLog audit;

    public AcceptAssumptionsUseCase(AgentRepository agents, Clock clock, AuditLog audit) {
        this.agents = agents;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * What is agreed to.
     *
     * @param pointers of the fields, such as {@code /output/severity}
     */
    public record Input(Principal by, String agent, long expectedRevision, List<String> pointers) {

        public Input {
            pointers = List.copyOf(pointers);
        }
    }

    /**
     * The draft stays as it is when all was accepted before. Fails with {@link ErrorCode#REVISION_STALE} carrying the
     * current {@link Draft}, {@link ErrorCode#DRAFT_NOT_COMPILED}, or {@link ErrorCode#REQUEST_INVALID} for a field that
     * was not assumed.
     */
    public Future<Draft> execute(Input input) {
        input.by().require(Permission.DRAFT_EDIT);
        input.by().requireAgent(input.agent());
        return agents.find(input.agent())
                .map(found -> found.orElseThrow(() -> AgentQueries.noAgent(input.agent())))
                .compose(agent -> accept(agent.draft(), input));
    }

    private Future<Draft> accept(Draft draft, Input input) {
        draft.requireRevision(input.expectedRevision());
        AgentDefinition definition = draft.compiled();
        Reading reading = Objects.requireNonNullElse(definition.reading(), new Reading("", List.of()));
        requireAssumed(input.pointers(), reading);
        Reading accepted = reading.accepting(new HashSet<>(input.pointers()));
        if (accepted.equals(reading)) {
            return Future.succeededFuture(draft);
        }
        var content = new DraftContent(draft.spec(), draft.settings(), definition.withReading(accepted));
        Draft next = draft.next(content, input.by().keyId(), clock.instant());
        return audit.record(
                AuditedAgents.draftEdit(input.by(), input.agent(), next),
                () -> agents.replaceDraft(input.agent(), next).map(Agent::draft),
                AuditedAgents::draft);
    }

    private static void requireAssumed(List<String> pointers, Reading reading) {
        Set<String> assumed = reading.sources().stream()
                .filter(FieldSource::assumed)
                .map(FieldSource::pointer)
                .collect(Collectors.toSet());
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < pointers.size(); i++) {
            if (!assumed.contains(pointers.get(i))) {
                violations.add(Violation.at("/accept/" + i, "assumption", "no assumed field at " + pointers.get(i)));
            }
        }
        if (!violations.isEmpty()) {
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, "not all of these fields were assumed", violations);
        }
    }
}

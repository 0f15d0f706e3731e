package dev.keelson.core.compilation;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Starts a compilation of an agent's draft. An older one of the same agent that is under way is superseded. */
public final class StartCompilationUseCase implements CompilationStarter {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    /** How many of those that are no longer kept are deleted at a time. */
    private static final int DELETED_AT_A_TIME = 10;

    private final AgentRepository agents;
    private final CompilationRepository compilations;
    private final CompilationEngine engine;
    private final AuditLog audit;
    private final IdGenerator ids;

    public StartCompilationUseCase(CompilationEngine engine, AuditLog audit, IdGenerator ids) {
        this.engine = engine;
        this.agents = engine.parts().agents();
        this.compilations = engine.parts().compilations();
        this.audit = audit;
        this.ids = ids;
    }

    public record Input(Principal by, String agent, boolean schemaChangeWanted) {}

    /**
     * The same asked twice is one compilation. Fails with {@link ErrorCode#AGENT_NOT_FOUND}, or with
     * {@link ErrorCode#OVERLOADED} if too many wait.
     */
    public Future<StartedCompilation> execute(Input input) {
        input.by().require(Permission.DRAFT_EDIT);
        input.by().requireAgent(input.agent());
        return agents.find(input.agent())
                .map(found -> order(input, found))
                .compose(order -> known(input.agent()).compose(known -> startUnlessUnderWay(input, order, known)));
    }

    @Override
    public Future<Optional<Compilation>> draftChanged(Principal by, String agent) {
        return Future.succeededFuture(new Input(by, agent, false))
                .compose(this::execute)
                .map(started -> Optional.of(started.compilation()))
                .recover(failure -> {
                    engine.parts()
                            .reports()
                            .accept("no compilation of " + agent + " was started: " + failure.getMessage());
                    return Future.succeededFuture(Optional.empty());
                });
    }

    private static CompilationOrder order(Input input, Optional<Agent> found) {
        Agent agent = found.orElseThrow(
                () -> new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + input.agent()));
        return new CompilationOrder(
                input.by(), agent.draft().revision(), DraftDigest.of(agent.draft()), input.schemaChangeWanted());
    }

    private Future<List<Compilation>> known(String agent) {
        int kept = engine.parts().limits().kept();
        int asked = Math.min(PageRequest.MAX_LIMIT, kept + DELETED_AT_A_TIME);
        return compilations.list(agent, PageRequest.first(asked)).map(page -> page.items());
    }

    private Future<StartedCompilation> startUnlessUnderWay(
            Input input, CompilationOrder order, List<Compilation> known) {
        Optional<Compilation> same = known.stream()
                .filter(each -> !each.state().ended() && each.order().asksForTheSame(order))
                .findFirst();
        if (same.isPresent()) {
            return Future.succeededFuture(new StartedCompilation(same.get(), false));
        }
        return requireRoom().compose(room -> audited(input, order, known));
    }

    private Future<StartedCompilation> audited(Input input, CompilationOrder order, List<Compilation> known) {
        var change = new AuditedChange(
                input.by(),
                "compilation.start",
                "agents/" + input.agent() + "/draft",
                "revision " + order.draftRevision(),
                "");
        return audit.record(
                change,
                () -> start(input, order, known),
                started -> "compilation " + started.compilation().id());
    }

    private Future<StartedCompilation> start(Input input, CompilationOrder order, List<Compilation> known) {
        Clock clock = engine.parts().clock();
        Compilation first = Compilation.started(
                new Compilation.Start(ids.executionId(), input.agent(), order, clock.instant()),
                engine.parts().processes().names());
        return compilations
                .insert(first)
                .compose(inserted -> supersedeOthers(inserted))
                .compose(done -> deleteOld(known))
                .map(done -> {
                    engine.wake();
                    return new StartedCompilation(first, true);
                });
    }

    private Future<Void> requireRoom() {
        int most = engine.parts().limits().waiting();
        return compilations.waiting(engine.parts().clock().instant(), most).map(waiting -> {
            if (waiting.size() >= most) {
                throw new KeelsonException(
                                ErrorCode.OVERLOADED,
                                waiting.size() + " compilations wait (expected: less than " + most + ")")
                        .withRetryAfter(RETRY_AFTER);
            }
            return null;
        });
    }

    /** Reads again: of two that start at the same moment at least one sees the other, and the newer one stays. */
    private Future<Void> supersedeOthers(Compilation started) {
        var endings = new CompilationEndings(engine);
        Predicate<Compilation> older =
                each -> !each.state().ended() && each.id().compareTo(started.id()) < 0;
        return known(started.agent())
                .compose(all -> Future.join(all.stream()
                                .filter(older)
                                .map(each -> endings.end(
                                        each,
                                        CompilationState.SUPERSEDED,
                                        "compilation " + started.id() + " took its place"))
                                .toList())
                        .mapEmpty());
    }

    private Future<Void> deleteOld(List<Compilation> known) {
        return Future.join(known.stream()
                        .skip(engine.parts().limits().kept() - 1L)
                        .filter(each -> each.state().ended())
                        .map(each -> compilations.delete(new CompilationKey(each.agent(), each.id())))
                        .toList())
                .mapEmpty();
    }
}

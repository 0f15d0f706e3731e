package dev.keelson.core.compilation;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.Optional;

/** Runs one process of the latest compilation again, and those that depend on it if its result is another one. */
public final class RerunProcessUseCase {
    private final AgentRepository agents;
    private final CompilationRepository compilations;
    private final CompilationEngine engine;
    private final AuditLog audit;

    public RerunProcessUseCase(CompilationEngine engine, AuditLog audit) {
        this.engine = engine;
        this.agents = engine.parts().agents();
        this.compilations = engine.parts().compilations();
        this.audit = audit;
    }

    public record Input(Principal by, CompilationKey key, ProcessName process) {}

    /**
     * One that waits or runs is left alone. Fails with {@link ErrorCode#COMPILATION_NOT_FOUND}, or with
     * {@link ErrorCode#COMPILATION_OUTDATED} if the draft was changed since or there is a newer compilation.
     */
    public Future<Compilation> execute(Input input) {
        input.by().require(Permission.DRAFT_EDIT);
        input.by().requireAgent(input.key().agent());
        return compilations
                .find(input.key())
                .map(found -> found.filter(each -> each.processes().containsKey(input.process()))
                        .orElseThrow(() -> CompilationQueries.noCompilation(input.key())))
                .compose(this::requireCurrent)
                .compose(compilation -> rerun(input, compilation));
    }

    private Future<Compilation> requireCurrent(Compilation compilation) {
        return agents.find(compilation.agent())
                .map(agent -> requireSameDraft(compilation, agent))
                .compose(same -> compilations.list(compilation.agent(), PageRequest.first(1)))
                .map(newest -> {
                    if (!newest.items().get(0).id().equals(compilation.id())) {
                        throw outdated("there is a newer compilation");
                    }
                    return compilation;
                });
    }

    private static Compilation requireSameDraft(Compilation compilation, Optional<Agent> agent) {
        boolean same = agent.isPresent()
                && DraftDigest.of(agent.get().draft())
                        .equals(compilation.order().draftDigest());
        if (!same) {
            throw outdated("the draft was changed since");
        }
        return compilation;
    }

    private Future<Compilation> rerun(Input input, Compilation compilation) {
        String process = input.process().id();
        var change = new AuditedChange(
                input.by(),
                "compilation.rerun",
                "agents/" + compilation.agent() + "/compilations/" + compilation.id() + "/processes/" + process,
                compilation.process(input.process()).state().id(),
                "");
        return audit.record(
                change,
                () -> new CompilationEndings(engine).change(compilation, now -> reopened(now, input)),
                after -> "revision " + after.revision());
    }

    private Compilation reopened(Compilation now, Input input) {
        if (!now.process(input.process()).state().ended()) {
            return now;
        }
        return now.reopened(
                input.by(), input.process(), engine.parts().processes().dependents(input.process()));
    }

    private static KeelsonException outdated(String why) {
        return new KeelsonException(ErrorCode.COMPILATION_OUTDATED, why);
    }
}

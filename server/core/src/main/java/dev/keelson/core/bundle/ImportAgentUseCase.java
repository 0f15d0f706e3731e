package dev.keelson.core.bundle;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.DefinitionCompiler;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.Names;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.bundle.ImportStep.Action;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.ErrorType;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.suite.TestSuite;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings an agent in from a bundle. Runs no agent, starts no compilation, binds no tool and asks no model. Aliases move
 * through the same gates as for anyone. What is there and not in the bundle stays.
 *
 * <p>A bundle that can't be brought in as a whole changes nothing. An import that a crash cut off is completed by repeating it.
 */
public final class ImportAgentUseCase {
    private final ExportAgentUseCase.Stores stores;
    private final DefinitionCompiler compiler;
    private final RemapAliasUseCase remap;
    private final AuditLog audit;
    private final Clock clock;

    public ImportAgentUseCase(
            ExportAgentUseCase.Stores stores,
            DefinitionCompiler compiler,
            RemapAliasUseCase remap,
            AuditLog audit,
            Clock clock) {
        this.stores = stores;
        this.compiler = compiler;
        this.remap = remap;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What to bring in.
     *
     * @param dryRun only say what would be done
     */
    public record Input(Principal by, AgentBundle bundle, boolean dryRun, String reason) {}

    /**
     * The steps, with what became of them. Fails with {@link ErrorCode#IMPORT_CONFLICT} and every conflict,
     * {@link ErrorCode#SPEC_INVALID} or {@link ErrorCode#REQUEST_INVALID}; then nothing was changed.
     */
    public Future<List<ImportStep>> execute(Input input) {
        input.by().require(Permission.AGENT_IMPORT);
        Names.requireAgentName(input.bundle().agent());
        input.by().requireAgent(input.bundle().agent());
        requireSound(input.bundle());
        return present(input.bundle())
                .compose(present -> planned(input, present)
                        .compose(plan -> input.dryRun()
                                ? Future.succeededFuture(plan.steps())
                                : audited(input, new Pending(plan, present))));
    }

    private Future<ImportPlan> planned(Input input, ImportPlan.Present present) {
        ImportPlan plan = ImportPlan.of(input.bundle(), present);
        if (!plan.conflicts().isEmpty()) {
            throw new KeelsonException(
                    ErrorCode.IMPORT_CONFLICT, "the bundle does not fit what is there", plan.conflicts());
        }
        return Future.succeededFuture(plan);
    }

    private Future<List<ImportStep>> audited(Input input, Pending pending) {
        var change = new AuditedChange(
                input.by(),
                AuditActions.AGENT_IMPORT,
                "agents/" + input.bundle().agent(),
                "",
                input.reason());
        return audit.record(change, () -> apply(input, pending), ImportAgentUseCase::describe);
    }

    private Future<List<ImportStep>> apply(Input input, Pending pending) {
        List<ImportStep> done = new ArrayList<>();
        Future<Void> all = Future.succeededFuture();
        for (ImportStep step : pending.plan().steps()) {
            all = all.compose(before -> carryOut(input, pending, step)).map(outcome -> {
                done.add(outcome);
                return null;
            });
        }
        return all.map(ended -> List.copyOf(done));
    }

    private Future<ImportStep> carryOut(Input input, Pending pending, ImportStep step) {
        if (step.action() == Action.UNCHANGED) {
            return Future.succeededFuture(step);
        }
        return switch (step.kind()) {
            case "agent" ->
                draft(input, 1, Map.of())
                        .compose(draft -> stores.agents()
                                .insert(new Agent(
                                        input.bundle().agent(),
                                        clock.instant(),
                                        input.by().keyId(),
                                        draft)))
                        .map(step);
            case "draft" -> replaceDraft(input, pending).map(step);
            case "version" ->
                stores.versions()
                        .insert(withImporter(input, version(input.bundle(), step.name())))
                        .map(step);
            case "suite" -> commit(input, pending, step.name()).map(step);
            default -> moveAlias(input, step);
        };
    }

    private Future<Agent> replaceDraft(Input input, Pending pending) {
        Draft current = pending.present().agent().orElseThrow().draft();
        return draft(input, current.revision() + 1, current.editors())
                .compose(draft -> stores.agents().replaceDraft(input.bundle().agent(), draft));
    }

    private Future<Draft> draft(Input input, long revision, Map<String, Long> editors) {
        AgentBundle bundle = input.bundle();
        Map<String, Long> withImporter = new HashMap<>(editors);
        withImporter.put(input.by().keyId(), revision);
        Instant now = clock.instant();
        return compiler.compileUnbound(bundle.spec(), bundle.settings(), bundle.reading())
                .map(definition -> new Draft(
                        bundle.spec(),
                        bundle.settings(),
                        definition.orElse(null),
                        revision,
                        now,
                        input.by().keyId(),
                        withImporter));
    }

    private Future<TestSuite> commit(Input input, Pending pending, String name) {
        TestSuite wanted = input.bundle().suites().stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow();
        long revision = pending.present().suites().stream()
                .filter(suite -> suite.name().equals(name))
                .mapToLong(TestSuite::revision)
                .findFirst()
                .orElse(0);
        return stores.suites()
                .commit(new TestSuite(
                        input.bundle().agent(),
                        name,
                        revision + 1,
                        wanted.cases(),
                        clock.instant(),
                        input.by().keyId()));
    }

    /** A gate that stands before a move blocks this step and no other. */
    private Future<ImportStep> moveAlias(Input input, ImportStep step) {
        var move = new RemapAliasUseCase.Input(
                input.by(),
                input.bundle().agent(),
                step.name(),
                input.bundle().aliases().getOrDefault(step.name(), List.of()),
                null,
                input.reason());
        return remap.execute(move)
                .map(step)
                .recover(failure -> gate(failure)
                        .map(gate -> Future.succeededFuture(new ImportStep(
                                step.kind(), step.name(), Action.BLOCKED, step.detail() + ": " + gate.text())))
                        .orElseGet(() -> Future.failedFuture(failure)));
    }

    private static Optional<KeelsonException> gate(Throwable failure) {
        return failure instanceof KeelsonException known
                        && (known.code().type() == ErrorType.CONFLICT
                                || known.code().type() == ErrorType.NOT_ALLOWED)
                ? Optional.of(known)
                : Optional.empty();
    }

    private Future<ImportPlan.Present> present(AgentBundle bundle) {
        String name = bundle.agent();
        var agent = stores.agents().find(name);
        var latest = stores.versions().latest(name);
        var aliases = stores.aliases().listByAgent(name);
        var suites = stores.suites().listByAgent(name);
        return Future.all(agent, latest, aliases, suites)
                .compose(all -> digests(
                        bundle, latest.result().map(AgentVersion::number).orElse(0)))
                .map(digests -> new ImportPlan.Present(
                        agent.result(),
                        latest.result().map(AgentVersion::number).orElse(0),
                        digests,
                        aliases.result(),
                        suites.result()));
    }

    private Future<Map<Integer, String>> digests(AgentBundle bundle, int latest) {
        Future<Map<Integer, String>> all = Future.succeededFuture(new HashMap<>());
        for (AgentVersion version : bundle.versions()) {
            if (version.number() <= latest) {
                all = all.compose(digests -> stores.versions()
                        .find(bundle.agent(), version.number())
                        .map(found -> {
                            found.ifPresent(there -> digests.put(there.number(), there.digest()));
                            return digests;
                        }));
            }
        }
        return all;
    }

    private static void requireSound(AgentBundle bundle) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < bundle.versions().size(); i++) {
            AgentVersion version = bundle.versions().get(i);
            String digest = version.definition().digest();
            if (!digest.equals(version.digest())) {
                violations.add(Violation.at(
                        "/versions/" + i + "/digest",
                        "digest",
                        "the definition has " + digest + " (given: " + version.digest() + ")"));
            }
            String contract = version.definition().contract().digest();
            if (!contract.equals(version.contractDigest())) {
                violations.add(Violation.at(
                        "/versions/" + i + "/contractDigest",
                        "digest",
                        "the contract has " + contract + " (given: " + version.contractDigest() + ")"));
            }
        }
        if (!violations.isEmpty()) {
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, "the bundle does not agree with itself", violations);
        }
    }

    private static AgentVersion version(AgentBundle bundle, String number) {
        return bundle.versions().stream()
                .filter(version -> Integer.toString(version.number()).equals(number))
                .findFirst()
                .orElseThrow();
    }

    /** Who brings a version in answers for it as its authors do. */
    private static AgentVersion withImporter(Input input, AgentVersion version) {
        Set<String> authors = new HashSet<>(version.authors());
        authors.add(input.by().keyId());
        return version.withAuthors(authors);
    }

    private static String describe(List<ImportStep> steps) {
        long changed = steps.stream()
                .filter(step -> step.action() == Action.CREATE || step.action() == Action.UPDATE)
                .count();
        return changed + " of " + steps.size() + " steps changed something";
    }

    /** A plan and what it was made against. */
    private record Pending(ImportPlan plan, ImportPlan.Present present) {}
}

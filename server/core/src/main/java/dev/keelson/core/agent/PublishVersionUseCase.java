package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.Failpoint;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.compatibility.ContractComparator;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.spec.FieldSource;
import dev.keelson.core.spec.Reading;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Publishes an agent's draft as its next version. Publishing the content of an existing version gives that version. */
public final class PublishVersionUseCase {
    private static final int MAX_ATTEMPTS = 20;
    private static final ContractComparator COMPARATOR = new ContractComparator();

    private final AgentRepository agents;
    private final AgentVersionRepository versions;
    private final DefinitionCompiler compiler;
    private final Clock clock;
    private final AuditLog audit;

    public PublishVersionUseCase(Parts parts) {
        agents = parts.agents();
        versions = parts.versions();
        compiler = parts.compiler();
        clock = parts.clock();
        audit = parts.audit();
    }

    /** What the use case works with. */
    public record Parts(
            AgentRepository agents,
            AgentVersionRepository versions,
            DefinitionCompiler compiler,
            Clock clock,
            AuditLog audit) {}

    /**
     * What to publish.
     *
     * @param expectedRevision revision of the draft that the author has seen; null publishes whatever it is now
     */
    public record Input(
            Principal by, String agent, @Nullable Long expectedRevision, String note) {}

    /**
     * The published version.
     *
     * @param created false when that content was published before
     */
    public record Output(AgentVersion version, boolean created) {

        private String described() {
            String number = AuditedAgents.version(version.number());
            return created ? number : number + ", published before";
        }
    }

    /**
     * Fails with {@link ErrorCode#REVISION_STALE} carrying the current {@link Draft},
     * {@link ErrorCode#DRAFT_NOT_COMPILED}, {@link ErrorCode#ASSUMPTIONS_OPEN} with the fields, or as compiling does.
     */
    public Future<Output> execute(Input input) {
        input.by().require(Permission.VERSION_PUBLISH);
        input.by().requireAgent(input.agent());
        return agents.find(input.agent())
                .map(found -> found.orElseThrow(() -> AgentQueries.noAgent(input.agent())))
                .compose(agent -> definitionToPublish(agent.draft(), input)
                        .compose(definition -> publish(input, new Content(agent.draft(), definition))));
    }

    private Future<Output> publish(Input input, Content content) {
        var change = new AuditedChange(
                input.by(),
                AuditActions.VERSION_PUBLISH,
                AuditedAgents.versions(input.agent()),
                AuditedAgents.draft(content.draft()),
                input.note());
        return audit.record(change, () -> publish(input, content, 1), Output::described);
    }

    private Future<AgentDefinition> definitionToPublish(Draft draft, Input input) {
        if (input.expectedRevision() != null) {
            draft.requireRevision(input.expectedRevision());
        }
        return compiler.compile(draft.content()).map(content -> compiler.pin(publishable(draft, content)));
    }

    /** What was read of free prose is published as the author has seen it; no model is asked again. */
    private static AgentDefinition publishable(Draft draft, DraftContent content) {
        if (draft.waitsForCompilation() || content.definition() == null) {
            return draft.compiled();
        }
        requireAccepted(content.definition().reading());
        return content.definition();
    }

    private static void requireAccepted(@Nullable Reading reading) {
        List<FieldSource> open = reading == null ? List.of() : reading.openAssumptions();
        if (!open.isEmpty()) {
            throw new KeelsonException(
                    ErrorCode.ASSUMPTIONS_OPEN,
                    open.size() + (open.size() == 1 ? " field was" : " fields were")
                            + " assumed: no sentence of the spec asks for it",
                    open.stream()
                            .map(field -> Violation.at(field.pointer(), "assumption", field.quote()))
                            .toList());
        }
    }

    /**
     * The newest number is read before the look-up of the content: who publishes the same at the same time either is seen
     * there or takes the number that is tried here. So equal content never becomes two versions.
     */
    private Future<Output> publish(Input input, Content content, int attempt) {
        String digest = content.definition().digest();
        return versions.latest(input.agent())
                .compose(latest -> versions.findByDigest(input.agent(), digest)
                        .compose(existing -> existing.map(version -> Future.succeededFuture(new Output(version, false)))
                                .orElseGet(() -> insert(next(input, content, latest)))))
                .recover(failure -> retryIfNumberTaken(failure, input, content, attempt));
    }

    private Future<Output> insert(AgentVersion version) {
        Failpoint.hit("version.insert.before");
        return versions.insert(version).map(stored -> {
            Failpoint.hit("version.insert.after");
            return new Output(stored, true);
        });
    }

    private Future<Output> retryIfNumberTaken(Throwable failure, Input input, Content content, int attempt) {
        boolean taken = failure instanceof KeelsonException known && known.code() == ErrorCode.VERSION_NUMBER_TAKEN;
        return taken && attempt < MAX_ATTEMPTS ? publish(input, content, attempt + 1) : Future.failedFuture(failure);
    }

    private AgentVersion next(Input input, Content content, Optional<AgentVersion> latest) {
        AgentDefinition definition = content.definition();
        long before = latest.map(AgentVersion::draftRevision).orElse(0L);
        String contractDigest = definition.contract().digest();
        return new AgentVersion(
                input.agent(),
                latest.map(AgentVersion::number).orElse(0) + 1,
                definition.digest(),
                contractDigest,
                contractVersion(latest, definition.contract()),
                definition,
                clock.instant(),
                input.by().keyId(),
                input.note(),
                content.draft().revision(),
                authors(content.draft(), before, input.by().keyId()));
    }

    /** The same for the same contract, a new minor version when callers can go on, a new major one when some may break. */
    private static String contractVersion(Optional<AgentVersion> latest, Contract contract) {
        if (latest.isEmpty()) {
            return "1.0";
        }
        String current = latest.get().contractVersion();
        if (latest.get().contractDigest().equals(contract.digest())) {
            return current;
        }
        int dot = current.indexOf('.');
        int major = Integer.parseInt(current.substring(0, dot));
        int minor = Integer.parseInt(current.substring(dot + 1));
        ChangeClass verdict = COMPARATOR
                .classify(latest.get().definition().contract(), contract)
                .verdict();
        return verdict.compareTo(ChangeClass.COMPATIBLE) <= 0 ? major + "." + (minor + 1) : (major + 1) + ".0";
    }

    private static Set<String> authors(Draft draft, long before, String publisher) {
        Set<String> authors = new HashSet<>(draft.editorsSince(before));
        authors.add(publisher);
        return authors;
    }

    /** A draft and what was compiled of it, with pins. */
    private record Content(Draft draft, AgentDefinition definition) {}
}

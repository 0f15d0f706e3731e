package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Points an alias at one version, or at several with weights; creates the alias if there is none. */
public final class RemapAliasUseCase {
    private static final int MAX_TARGETS = 10;
    private static final int MAX_WEIGHT = 10_000;
    private static final int MAX_ALIASES = 50;

    private final AgentVersionRepository versions;
    private final AliasRepository aliases;
    private final AgentResolver resolver;
    private final Clock clock;

    public RemapAliasUseCase(
            AgentVersionRepository versions, AliasRepository aliases, AgentResolver resolver, Clock clock) {
        this.versions = versions;
        this.aliases = aliases;
        this.resolver = resolver;
        this.clock = clock;
    }

    /**
     * Where the alias is to point.
     *
     * @param expectedRevision revision that the mover has seen, 0 for none; null goes by what is there now
     * @param acceptContractChange explicit consent to serve callers another contract
     */
    public record Input(
            Principal by,
            String agent,
            String alias,
            List<AliasTarget> targets,
            @Nullable Integer expectedRevision,
            boolean acceptContractChange,
            String reason) {}

    /**
     * Fails with {@link ErrorCode#REVISION_STALE} carrying the current {@link Alias},
     * {@link ErrorCode#VERSION_NOT_FOUND} or {@link ErrorCode#CONTRACT_CHANGED}.
     */
    public Future<Alias> execute(Input input) {
        input.by().require(Permission.ALIAS_MOVE);
        input.by().requireAgent(input.agent());
        Names.requireAliasName(input.alias());
        requireValid(input.targets());
        return aliases.find(input.agent(), input.alias())
                .compose(current -> requireRoom(input, current))
                .compose(current -> move(input, requireExpected(input, current)))
                .map(resolver::remember);
    }

    private Future<Optional<Alias>> requireRoom(Input input, Optional<Alias> current) {
        if (current.isPresent()) {
            return Future.succeededFuture(current);
        }
        return aliases.listByAgent(input.agent()).map(all -> {
            if (all.size() >= MAX_ALIASES) {
                throw invalid("/alias", "an agent has at most " + MAX_ALIASES + " aliases");
            }
            return current;
        });
    }

    private Future<Alias> move(Input input, Optional<Alias> current) {
        return contractDigests(input.agent(), input.targets())
                .compose(next -> requireAcceptedContract(input, current, next))
                .compose(accepted -> aliases.commit(next(input, current)));
    }

    private Future<Void> requireAcceptedContract(Input input, Optional<Alias> current, Set<String> next) {
        if (input.acceptContractChange()) {
            input.by().require(Permission.SCHEMA_CHANGE_DECIDE);
            return Future.succeededFuture();
        }
        if (next.size() > 1) {
            return Future.failedFuture(contractChanged("the targets have different contracts"));
        }
        if (current.isEmpty()) {
            return Future.succeededFuture();
        }
        return contractDigests(input.agent(), current.get().targets())
                .compose(now -> now.containsAll(next)
                        ? Future.succeededFuture()
                        : Future.failedFuture(contractChanged("alias " + input.alias() + " serves "
                                + current.get().describeTargets()
                                + ", whose contract differs from that of the new target")));
    }

    private Future<Set<String>> contractDigests(String agent, List<AliasTarget> targets) {
        List<Future<AgentVersion>> found = targets.stream()
                .map(target -> versions.find(agent, target.version())
                        .map(version -> version.orElseThrow(() -> AgentQueries.noVersion(agent, target.version()))))
                .toList();
        return Future.all(found)
                .map(all -> found.stream()
                        .map(version -> version.result().contractDigest())
                        .collect(Collectors.toSet()));
    }

    private static Optional<Alias> requireExpected(Input input, Optional<Alias> current) {
        int revision = current.map(Alias::revision).orElse(0);
        Integer expected = input.expectedRevision();
        if (expected == null || expected == revision) {
            return current;
        }
        if (current.isEmpty()) {
            throw AgentQueries.noAlias(input.agent(), input.alias());
        }
        throw KeelsonException.stale(
                "the alias is at revision " + revision + " (expected: " + expected + ")", current.get());
    }

    private Alias next(Input input, Optional<Alias> current) {
        return new Alias(
                input.agent(),
                input.alias(),
                input.targets(),
                current.map(Alias::revision).orElse(0) + 1,
                current.isEmpty() ? Alias.Action.CREATE : Alias.Action.REMAP,
                null,
                clock.instant(),
                input.by().keyId(),
                input.reason());
    }

    private static void requireValid(List<AliasTarget> targets) {
        List<Violation> violations = new ArrayList<>();
        if (targets.isEmpty() || targets.size() > MAX_TARGETS) {
            violations.add(
                    Violation.at("/targets", "size", targets.size() + " targets (expected: 1 to " + MAX_TARGETS + ")"));
        }
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            AliasTarget target = targets.get(i);
            if (!seen.add(target.version())) {
                violations.add(Violation.at("/targets/" + i, "unique", "version given twice: " + target.version()));
            }
            if (target.weight() < 1 || target.weight() > MAX_WEIGHT) {
                violations.add(Violation.at(
                        "/targets/" + i + "/weight",
                        "range",
                        "weight: " + target.weight() + " (expected: 1 to " + MAX_WEIGHT + ")"));
            }
        }
        if (!violations.isEmpty()) {
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, "the targets do not fit", violations);
        }
    }

    private static KeelsonException invalid(String pointer, String message) {
        return new KeelsonException(
                ErrorCode.REQUEST_INVALID, message, List.of(Violation.at(pointer, "limit", message)));
    }

    private static KeelsonException contractChanged(String message) {
        return new KeelsonException(ErrorCode.CONTRACT_CHANGED, message);
    }
}

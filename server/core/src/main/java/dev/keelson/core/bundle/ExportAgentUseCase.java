package dev.keelson.core.bundle;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.suite.TestSuiteRepository;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes an agent out with everything that belongs to it. */
public final class ExportAgentUseCase {
    /** Numbers of versions are without gaps, so an export has all or none. */
    static final int MAX_VERSIONS = 2_000;

    private final Stores stores;

    /** Where the parts of an agent are kept. */
    public record Stores(
            AgentRepository agents,
            AgentVersionRepository versions,
            AliasRepository aliases,
            TestSuiteRepository suites) {}

    public ExportAgentUseCase(Stores stores) {
        this.stores = stores;
    }

    /** Fails with {@link ErrorCode#AGENT_NOT_FOUND}. */
    public Future<AgentBundle> execute(Principal by, String agent) {
        by.require(Permission.AGENT_READ);
        by.requireAgent(agent);
        return stores.agents()
                .find(agent)
                .map(found -> found.orElseThrow(() -> noAgent(agent)))
                .compose(this::bundle);
    }

    private Future<AgentBundle> bundle(Agent agent) {
        String name = agent.name();
        var versions = versions(name, null, new ArrayList<>());
        var aliases = stores.aliases().listByAgent(name);
        var suites = stores.suites().listByAgent(name);
        return Future.all(versions, aliases, suites)
                .map(all -> new AgentBundle(
                        name,
                        agent.draft().spec(),
                        agent.draft().settings(),
                        reading(agent.draft().definition()),
                        versions.result(),
                        aliases.result().stream().collect(Collectors.toMap(Alias::name, Alias::targets)),
                        suites.result()));
    }

    private static dev.keelson.core.spec.@Nullable Reading reading(@Nullable AgentDefinition definition) {
        return definition == null ? null : definition.reading();
    }

    /** Newest page first; the list comes out in order of number. */
    private Future<List<AgentVersion>> versions(String agent, @Nullable String cursor, List<AgentVersion> sofar) {
        return stores.versions()
                .list(agent, new PageRequest(PageRequest.MAX_LIMIT, cursor))
                .compose(page -> loaded(
                                agent,
                                page.items().stream().map(each -> each.number()).toList())
                        .compose(loaded -> {
                            sofar.addAll(loaded);
                            requireFew(sofar.size());
                            return page.nextCursor() == null
                                    ? Future.succeededFuture(ascending(sofar))
                                    : versions(agent, page.nextCursor(), sofar);
                        }));
    }

    /** One after the other: definitions are large, and an export is in no hurry. */
    private Future<List<AgentVersion>> loaded(String agent, List<Integer> numbers) {
        Future<List<AgentVersion>> all = Future.succeededFuture(new ArrayList<>());
        for (int number : numbers) {
            all = all.compose(loaded -> stores.versions().find(agent, number).map(found -> {
                found.ifPresent(loaded::add);
                return loaded;
            }));
        }
        return all;
    }

    private static List<AgentVersion> ascending(List<AgentVersion> versions) {
        return versions.stream()
                .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                .toList();
    }

    private static void requireFew(int versions) {
        if (versions > MAX_VERSIONS) {
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, "the agent has more than " + MAX_VERSIONS + " versions to export");
        }
    }

    private static KeelsonException noAgent(String agent) {
        return new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + agent);
    }
}

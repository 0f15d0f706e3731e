package dev.keelson.core.compilation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads of compilations, each for a principal. */
public final class CompilationQueries {
    private final CompilationRepository compilations;
    private final AgentRepository agents;

    public CompilationQueries(CompilationRepository compilations, AgentRepository agents) {
        this.compilations = compilations;
        this.agents = agents;
    }

    /** Newest first. Fails with {@link ErrorCode#AGENT_NOT_FOUND}. */
    public Future<Page<Compilation>> list(Principal by, String agent, PageRequest page) {
        requireReadable(by, agent);
        return agents.find(agent).compose(found -> {
            if (found.isEmpty()) {
                throw new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + agent);
            }
            return compilations.list(agent, page);
        });
    }

    /** Fails with {@link ErrorCode#COMPILATION_NOT_FOUND}. */
    public Future<Compilation> get(Principal by, CompilationKey key) {
        requireReadable(by, key.agent());
        return compilations.find(key).map(found -> found.orElseThrow(() -> noCompilation(key)));
    }

    /** The result of a process; empty if it has none now. */
    public Future<Optional<JsonNode>> result(Compilation compilation, ProcessName process) {
        ProcessRecord record = compilation.processes().get(process);
        String digest = record == null ? null : record.result();
        return digest == null
                ? Future.succeededFuture(Optional.empty())
                : compilations.result(new CompilationRepository.ResultKey(compilation.id(), process), digest);
    }

    /** All results, one after the other, so that no more than one is read at a time. */
    public Future<Map<ProcessName, JsonNode>> results(Compilation compilation) {
        Map<ProcessName, JsonNode> results = new EnumMap<>(ProcessName.class);
        Future<Void> all = Future.succeededFuture();
        for (ProcessName each : compilation.processes().keySet()) {
            all = all.compose(before -> result(compilation, each).map(found -> {
                found.ifPresent(json -> results.put(each, json));
                return null;
            }));
        }
        return all.map(done -> results);
    }

    private static void requireReadable(Principal by, String agent) {
        by.require(Permission.AGENT_READ);
        by.requireAgent(agent);
    }

    static KeelsonException noCompilation(CompilationKey key) {
        return new KeelsonException(
                ErrorCode.COMPILATION_NOT_FOUND, "no compilation " + key.id() + " of agent " + key.agent());
    }
}

package dev.keelson.core.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.evaluation.EvaluatorRegistry;
import dev.keelson.core.plugin.PluginCatalog;
import dev.keelson.core.tool.ToolRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** Compiles each version once and keeps the {@value #MAX_VERSIONS} last used. Safe for concurrent use. */
public final class CompiledVersions {
    private static final int MAX_VERSIONS = 1_000;

    private final Vertx vertx;
    private final ToolRegistry tools;
    private final EvaluatorRegistry evaluators;
    private final Cache<String, CompiledVersion> compiled;

    /** What was compiled is dropped when {@code plugins} change. */
    public CompiledVersions(Vertx vertx, ToolRegistry tools, EvaluatorRegistry evaluators, PluginCatalog plugins) {
        this.vertx = vertx;
        this.tools = tools;
        this.evaluators = evaluators;
        compiled = Caffeine.newBuilder()
                .maximumSize(MAX_VERSIONS)
                .removalListener((@Nullable String key, @Nullable CompiledVersion version, RemovalCause cause) ->
                        closeLater(version))
                .build();
        plugins.onChange(compiled::invalidateAll);
    }

    /** Compiling and binding happen on a worker thread, once for each version. */
    Future<CompiledVersion> get(AgentVersion version) {
        String key = version.agent() + "/" + version.number();
        CompiledVersion known = compiled.getIfPresent(key);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return vertx.executeBlocking(
                () -> compiled.get(key, missing -> CompiledVersion.of(version, tools, evaluators)), false);
    }

    /** Not kept: a draft changes all the time. To be given back to {@link #release(CompiledVersion)}. */
    Future<CompiledVersion> compileDraft(AgentVersion draft) {
        return vertx.executeBlocking(() -> CompiledVersion.of(draft, tools, evaluators), false);
    }

    void release(CompiledVersion draft) {
        closeLater(draft);
    }

    /** Executions may still use it until their deadline. */
    private void closeLater(@Nullable CompiledVersion version) {
        if (version != null) {
            long lastUse = version.definition().limits().timeoutMs() + 1_000L;
            vertx.setTimer(lastUse, timer -> version.close());
        }
    }
}

package dev.keelson.core.agentapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentRef;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;

/**
 * Gives what callers of an agent build on, for whoever may run or read the agent. Each text is written once for a version
 * and reference and kept while there is room. Safe for concurrent use.
 */
public final class AgentApiQueries {
    private static final long MAX_CHARACTERS = 16L << 20;

    private final Vertx vertx;
    private final AgentResolver resolver;
    private final Cache<Key, ApiDocument> written = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .<Key, ApiDocument>weigher((key, document) -> document.text().length())
            .build();

    public AgentApiQueries(Vertx vertx, AgentResolver resolver) {
        this.vertx = vertx;
        this.resolver = resolver;
    }

    /**
     * {@code ref}: {@code agent}, {@code agent@alias} (of several targets the heaviest) or {@code agent@7}. Fails with
     * {@link ErrorCode#AGENT_NOT_FOUND},
     * {@link ErrorCode#ALIAS_NOT_FOUND} or {@link ErrorCode#VERSION_NOT_FOUND}.
     */
    public Future<ApiDocument> openApi(Principal by, String ref) {
        return document(by, ref, "openapi", api -> ApiDocument.of(api, OpenApiDocument.write(api)));
    }

    /** Fails like {@link #openApi}. */
    public Future<ApiDocument> mcpTool(Principal by, String ref) {
        return document(by, ref, "mcp-tool", api -> ApiDocument.of(api, McpTool.write(api)));
    }

    /** Fails like {@link #openApi}. */
    public Future<ApiDocument> client(Principal by, String ref, ClientLanguage language) {
        return document(by, ref, language.id(), api -> ApiDocument.of(api, ClientCode.write(api, language)));
    }

    private Future<ApiDocument> document(
            Principal by, String text, String kind, Function<AgentApi, ApiDocument> writer) {
        if (!by.has(Permission.AGENT_RUN)) {
            by.require(Permission.AGENT_READ);
        }
        AgentRef ref = AgentRef.parse(text);
        by.requireAgent(ref.agent());
        return resolver.resolveMain(ref).compose(found -> {
            AgentApi api = AgentApi.of(ref, found.version());
            return written(new Key(kind, api.ref(), found.version().digest()), api, writer);
        });
    }

    /** Writing takes milliseconds, on a worker thread and once for each key. */
    private Future<ApiDocument> written(Key key, AgentApi api, Function<AgentApi, ApiDocument> writer) {
        ApiDocument known = written.getIfPresent(key);
        return known != null
                ? Future.succeededFuture(known)
                : vertx.executeBlocking(() -> written.get(key, missing -> writer.apply(api)), false);
    }

    /** {@code digest}: of the version, as an alias may move to another one. */
    private record Key(String kind, String ref, String digest) {}
}

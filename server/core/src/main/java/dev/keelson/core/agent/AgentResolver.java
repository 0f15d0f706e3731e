package dev.keelson.core.agent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.common.Remembered;
import dev.keelson.core.common.Sha256;
import dev.keelson.core.common.StoreStatus;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version that a reference means. Aliases are remembered for a second, so a move on another node is seen within
 * that; moves on this node are seen at once. While the store is away the last known ones serve on. Versions never change
 * and are remembered without a time limit.
 */
public final class AgentResolver {
    static final Duration ALIAS_MEMORY = Duration.ofSeconds(1);
    private static final int MAX_ALIASES = 100_000;
    private static final int MAX_VERSIONS = 1_000;
    private static final Future<Optional<Deprecation>> NO_NOTICE = Future.succeededFuture(Optional.empty());

    private final AgentVersionRepository versions;
    private final AliasRepository aliases;
    private final @Nullable AliasPolicyRepository policies;
    private final Remembered<Alias> aliasMemory;
    private final Remembered<AliasPolicy> policyMemory;
    private final Cache<String, AgentVersion> versionMemory;
    private final Ticker ticker;
    private final StoreStatus store;

    public AgentResolver(AgentVersionRepository versions, AliasRepository aliases, Ticker ticker) {
        this(versions, aliases, ticker, StoreStatus.UP);
    }

    public AgentResolver(AgentVersionRepository versions, AliasRepository aliases, Ticker ticker, StoreStatus store) {
        this(versions, aliases, null, ticker, store);
    }

    private AgentResolver(
            AgentVersionRepository versions,
            AliasRepository aliases,
            @Nullable AliasPolicyRepository policies,
            Ticker ticker,
            StoreStatus store) {
        this.versions = versions;
        this.aliases = aliases;
        this.policies = policies;
        this.ticker = ticker;
        this.store = store;
        policyMemory = new Remembered<>(ALIAS_MEMORY, MAX_ALIASES, ticker, store);
        aliasMemory = new Remembered<>(ALIAS_MEMORY, MAX_ALIASES, ticker, store);
        versionMemory = Caffeine.newBuilder().maximumSize(MAX_VERSIONS).build();
    }

    /** The same, telling callers what the policies of aliases have to tell them. */
    public AgentResolver withPolicies(AliasPolicyRepository aliasPolicies) {
        return new AgentResolver(versions, aliases, aliasPolicies, ticker, store);
    }

    /**
     * {@code stickyKey} decides between weighted targets: the same key gets the same version as long as the targets stay.
     * Fails with {@link ErrorCode#ALIAS_NOT_FOUND} or {@link ErrorCode#VERSION_NOT_FOUND}, also when there is no such
     * agent.
     */
    public Future<ResolvedVersion> resolve(AgentRef ref, String stickyKey) {
        Integer pinned = ref.version();
        String alias = ref.alias();
        if (pinned != null || alias == null) {
            int number = pinned == null ? 0 : pinned;
            return version(ref.agent(), number).map(version -> new ResolvedVersion(version, null, null, null));
        }
        Future<Optional<Deprecation>> deprecation = deprecation(ref.agent(), alias);
        return alias(ref.agent(), alias)
                .compose(found -> version(ref.agent(), pick(found, stickyKey))
                        .compose(version -> deprecation.map(
                                notice -> new ResolvedVersion(version, alias, found.revision(), notice.orElse(null)))));
    }

    /** Asked for at the same time as the alias and remembered as long. That it can't be read fails no execution. */
    private Future<Optional<Deprecation>> deprecation(String agent, String alias) {
        AliasPolicyRepository known = policies;
        if (known == null) {
            return NO_NOTICE;
        }
        return policyMemory
                .get(key(agent, alias), () -> known.inForce(agent, alias), AgentResolver::newer)
                .map(policy -> Optional.ofNullable(policy.terms().deprecation()))
                .otherwise(Optional.empty());
    }

    /** Like {@link #resolve} for no caller in particular: of several targets the one with the most weight. */
    public Future<ResolvedVersion> resolveMain(AgentRef ref) {
        String alias = ref.alias();
        if (alias == null) {
            return resolve(ref, "");
        }
        return alias(ref.agent(), alias)
                .compose(found -> version(ref.agent(), heaviest(found))
                        .map(version -> new ResolvedVersion(version, alias, found.revision(), null)));
    }

    private Future<Alias> alias(String agent, String alias) {
        return aliasMemory.get(
                key(agent, alias),
                () -> aliases.find(agent, alias)
                        .map(found -> found.orElseThrow(() -> AgentQueries.noAlias(agent, alias))),
                AgentResolver::newer);
    }

    /** Also called after a move on this node, so that it is seen at once: the higher revision stays, whichever comes last. */
    Alias remember(Alias alias) {
        return aliasMemory.put(key(alias.agent(), alias.name()), alias, AgentResolver::newer);
    }

    /** Called after a change on this node, so that callers are told at once. */
    public AliasPolicy remember(AliasPolicy policy) {
        return policyMemory.put(key(policy.agent(), policy.alias()), policy, AgentResolver::newer);
    }

    private static AliasPolicy newer(AliasPolicy known, AliasPolicy loaded) {
        return known.revision() > loaded.revision() ? known : loaded;
    }

    private static Alias newer(Alias known, Alias loaded) {
        return known.revision() > loaded.revision() ? known : loaded;
    }

    private Future<AgentVersion> version(String agent, int number) {
        String key = key(agent, Integer.toString(number));
        AgentVersion known = versionMemory.getIfPresent(key);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return versions.find(agent, number).map(found -> {
            AgentVersion version = found.orElseThrow(() -> AgentQueries.noVersion(agent, number));
            versionMemory.put(key, version);
            return version;
        });
    }

    private static String key(String agent, String name) {
        return agent + "/" + name;
    }

    private static int heaviest(Alias alias) {
        AliasTarget heaviest = alias.targets().get(0);
        for (AliasTarget target : alias.targets()) {
            heaviest = target.weight() > heaviest.weight() ? target : heaviest;
        }
        return heaviest.version();
    }

    private static int pick(Alias alias, String stickyKey) {
        if (alias.targets().size() == 1) {
            return alias.targets().get(0).version();
        }
        long sum = alias.targets().stream().mapToLong(AliasTarget::weight).sum();
        long point = Long.remainderUnsigned(hash(alias.agent() + "/" + alias.name() + "/" + stickyKey), sum);
        for (AliasTarget target : alias.targets()) {
            point -= target.weight();
            if (point < 0) {
                return target.version();
            }
        }
        throw new IllegalStateException("weights of " + alias.name() + " do not add up");
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(Sha256.raw(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}

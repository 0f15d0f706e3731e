package dev.keelson.core.access;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.common.Remembered;
import dev.keelson.core.common.StoreStatus;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.secret.Secret;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells who holds a credential. A good answer is remembered for two seconds, so a revoked key works on for that long at
 * most; revocation on this node is seen at once. While the store is away good answers are remembered on.
 */
public final class Authenticator {
    static final Duration MEMORY = Duration.ofSeconds(2);
    private static final int MAX_REMEMBERED = 10_000;
    private static final String PRESET_ID = "preset-admin";

    private final ApiKeyRepository keys;
    private final SecretDigest digest;
    private final Clock clock;
    private final @Nullable String presetDigest;
    private final Remembered<Principal> memory;

    /** {@code presetAdminKey}: an admin key from the server's environment, never stored; null when there is none. */
    public Authenticator(
            ApiKeyRepository keys, SecretDigest digest, @Nullable Secret presetAdminKey, Clock clock, Ticker ticker) {
        this(
                keys,
                digest,
                presetAdminKey == null ? null : digest.of(presetAdminKey.reveal()),
                clock,
                new Remembered<>(MEMORY, MAX_REMEMBERED, ticker, StoreStatus.UP));
    }

    private Authenticator(
            ApiKeyRepository keys,
            SecretDigest digest,
            @Nullable String presetDigest,
            Clock clock,
            Remembered<Principal> memory) {
        this.keys = keys;
        this.digest = digest;
        this.clock = clock;
        this.presetDigest = presetDigest;
        this.memory = memory;
    }

    /** The same, answering from memory while {@code store} is away. */
    public Authenticator withStore(StoreStatus store, Ticker ticker) {
        return new Authenticator(
                keys, digest, presetDigest, clock, new Remembered<>(MEMORY, MAX_REMEMBERED, ticker, store));
    }

    /** Fails with {@link ErrorCode#CREDENTIAL_INVALID}, whatever is wrong with it. */
    public Future<Principal> authenticate(String credential) {
        String fingerprint = Credential.fingerprint(credential);
        return memory.get(
                fingerprint,
                () -> find(credential).map(found -> found.orElseThrow(Authenticator::invalid)),
                (known, loaded) -> loaded);
    }

    void forgetAll() {
        memory.forgetAll();
    }

    private Future<Optional<Principal>> find(String credential) {
        if (presetDigest != null && digest.matches(presetDigest, credential)) {
            return Future.succeededFuture(
                    Optional.of(new Principal(PRESET_ID, "preset admin key", Role.ADMIN, Set.of())));
        }
        Optional<Credential> parsed = Credential.parse(credential);
        if (parsed.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return keys.find(parsed.get().id())
                .map(key -> key.filter(each -> matches(each, parsed.get())).map(ApiKey::principal));
    }

    private boolean matches(ApiKey key, Credential credential) {
        return digest.matches(key.secretDigest(), credential.secret()) && key.usableAt(clock.instant());
    }

    private static KeelsonException invalid() {
        return new KeelsonException(ErrorCode.CREDENTIAL_INVALID, "the API key is unknown, expired or revoked");
    }
}

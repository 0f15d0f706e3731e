package dev.keelson.adminui;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.access.Authenticator;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Sha256;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * The logins of this process. Only a hash of a session's id is kept, and each request asks anew whether the key behind it
 * still holds. Safe for concurrent use.
 */
final class Sessions {
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LIFE = Duration.ofHours(12);
    /** How old a login may be for what must not be done from a screen that someone left open. */
    static final Duration RECENT = Duration.ofMinutes(15);

    private static final int MAX_SESSIONS = 1_000;
    private static final int TOKEN_BYTES = 32;

    private final Authenticator authenticator;
    private final Ticker ticker;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Session> sessions;

    Sessions(Authenticator authenticator, Ticker ticker) {
        this.authenticator = authenticator;
        this.ticker = ticker;
        sessions = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterAccess(IDLE)
                .expireAfterWrite(LIFE)
                .maximumSize(MAX_SESSIONS)
                .build();
    }

    /**
     * The one place where a session begins; gives its id. Fails with {@link ErrorCode#CREDENTIAL_INVALID}, or with
     * {@link ErrorCode#PERMISSION_DENIED} for a key that may read nothing.
     */
    Future<String> mint(String credential) {
        return authenticator.authenticate(credential).map(principal -> {
            principal.require(Permission.AGENT_READ);
            String id = token();
            sessions.put(hash(id), new Session(Secret.of(credential), token(), ticker.read()));
            return id;
        });
    }

    Optional<Session> find(HttpServerRequest request) {
        return Cookies.session(request).flatMap(id -> Optional.ofNullable(sessions.getIfPresent(hash(id))));
    }

    /** Who is logged in. Fails with {@link ErrorCode#CREDENTIAL_MISSING} or {@link ErrorCode#CREDENTIAL_INVALID}. */
    Future<Principal> principal(HttpServerRequest request) {
        Optional<Session> session = find(request);
        if (session.isEmpty()) {
            return Future.failedFuture(new KeelsonException(ErrorCode.CREDENTIAL_MISSING, "not logged in"));
        }
        return authenticator.authenticate(session.get().credential().reveal()).onFailure(failure -> {
            if (failure instanceof KeelsonException known && known.code() == ErrorCode.CREDENTIAL_INVALID) {
                end(request);
            }
        });
    }

    boolean isRecent(Session session) {
        return ticker.read() - session.begunNanos() <= RECENT.toNanos();
    }

    void end(HttpServerRequest request) {
        Cookies.session(request).ifPresent(id -> sessions.invalidate(hash(id)));
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String id) {
        return Sha256.of(id.getBytes(StandardCharsets.UTF_8));
    }
}

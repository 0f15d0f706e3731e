package dev.keelson.core.access;

import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Issues an API key. Its secret is in the answer and nowhere else. */
public final class IssueApiKeyUseCase {
    private static final String FIRST_ADMIN_ID = "firstadmin";
    private static final Duration MAX_LIFE = Duration.ofDays(365);
    private static final int MAX_NAME = 100;

    private final ApiKeyRepository keys;
    private final SecretDigest digest;
    private final RandomGenerator random;
    private final Clock clock;
    private final AuditLog audit;

    public IssueApiKeyUseCase(Parts parts) {
        keys = parts.keys();
        digest = parts.digest();
        random = parts.random();
        clock = parts.clock();
        audit = parts.audit();
    }

    /**
     * What the use case works with.
     *
     * @param random must be cryptographic
     */
    public record Parts(
            ApiKeyRepository keys, SecretDigest digest, RandomGenerator random, Clock clock, AuditLog audit) {}

    /**
     * The wanted key.
     *
     * @param agents names of the agents that the key is limited to; empty means all
     * @param owner the person or program that is to hold the key; null takes the key's name
     * @param life how long it may be used, at most 365 days; null for without end
     */
    public record Input(
            Principal by,
            String name,
            Role role,
            Set<String> agents,
            @Nullable String owner,
            @Nullable Duration life) {}

    /** The key as stored, and the credential that only this answer has. */
    public record Output(ApiKey key, Credential credential) {}

    /** Fails with {@link ErrorCode#PERMISSION_DENIED} when the key would reach agents that its issuer's does not. */
    public Future<Output> execute(Input input) {
        input.by().require(Permission.API_KEY_MANAGE);
        requireWithinScope(input);
        requireValid(input);
        Credential credential = Credential.create(random);
        Duration life = input.life();
        Instant now = clock.instant();
        var key = new ApiKey(
                credential.id(),
                input.name(),
                input.role(),
                input.agents(),
                Objects.requireNonNullElse(input.owner(), input.name()),
                digest.of(credential.secret()),
                now,
                input.by().keyId(),
                life == null ? null : now.plus(life),
                null);
        return audit.record(
                new AuditedChange(input.by(), AuditActions.KEY_ISSUE, AuditedKeys.target(key.id()), "", ""),
                () -> keys.insertIfAbsent(key).map(inserted -> new Output(key, credential)),
                issued -> AuditedKeys.issued(issued.key()));
    }

    /** Issues the first admin key of a new store; the output is null when it was issued before. */
    public Future<@Nullable Output> issueFirstAdminKey() {
        Credential credential =
                new Credential(FIRST_ADMIN_ID, Credential.create(random).secret());
        var key = new ApiKey(
                FIRST_ADMIN_ID,
                "first admin key",
                Role.ADMIN,
                Set.of(),
                "first admin",
                digest.of(credential.secret()),
                clock.instant(),
                "keelson",
                null,
                null);
        return keys.insertIfAbsent(key).map(inserted -> inserted ? new Output(key, credential) : null);
    }

    private static void requireWithinScope(Input input) {
        Set<String> own = input.by().agents();
        boolean within = own.isEmpty() || (!input.agents().isEmpty() && own.containsAll(input.agents()));
        if (!within) {
            throw new KeelsonException(
                    ErrorCode.PERMISSION_DENIED,
                    "a key that is limited to some agents can issue keys for those agents only");
        }
    }

    private static void requireValid(Input input) {
        if (input.name().isBlank() || input.name().length() > MAX_NAME) {
            throw invalid(
                    "/name", "name has " + input.name().length() + " characters (expected: 1 to " + MAX_NAME + ")");
        }
        String owner = input.owner();
        if (owner != null && (owner.isBlank() || owner.length() > MAX_NAME)) {
            throw invalid("/owner", "owner has " + owner.length() + " characters (expected: 1 to " + MAX_NAME + ")");
        }
        Duration life = input.life();
        if (life != null && (life.isNegative() || life.isZero() || life.compareTo(MAX_LIFE) > 0)) {
            throw invalid("/expiresInDays", "life out of range (expected: 1 to " + MAX_LIFE.toDays() + " days)");
        }
    }

    private static KeelsonException invalid(String pointer, String message) {
        return new KeelsonException(
                ErrorCode.REQUEST_INVALID, message, List.of(Violation.at(pointer, "range", message)));
    }
}

package dev.keelson.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.Failures;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.secret.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private static final Principal ADMIN = new Principal("k1", "admin", Role.ADMIN, Set.of());
    private static final String PRESET = "an-admin-key-of-the-environment";

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    private final AtomicLong nanos = new AtomicLong();
    private final InMemoryApiKeyRepository keys = new InMemoryApiKeyRepository();
    private final SecretDigest digest = new SecretDigest(Secret.of("0123456789abcdef0123456789abcdef"));
    private final IssueApiKeyUseCase issue =
            new IssueApiKeyUseCase(new IssueApiKeyUseCase.Parts(keys, digest, new SecureRandom(), clock, audit));
    private final Authenticator authenticator = new Authenticator(keys, digest, Secret.of(PRESET), clock, nanos::get);

    @Test
    void knowsTheHolderOfAnIssuedKey() {
        var issued = issue(Role.CALLER, null);

        Principal principal =
                authenticator.authenticate(issued.credential().reveal()).await();

        assertThat(principal).isEqualTo(new Principal(issued.key().id(), "app", Role.CALLER, Set.of("triage")));
        assertThat(issued.key().toString()).doesNotContain(issued.credential().secret());
    }

    @Test
    void refusesWhatIsNoKeyAWrongSecretAndAnotherKeysSecret() {
        String first = issue(Role.CALLER, null).credential().reveal();
        Credential second = issue(Role.CALLER, null).credential();
        String mixed = new Credential(second.id(), first.substring(15, 58)).reveal();

        for (String wrong : new String[] {"", "x", first + "x", first.substring(1), mixed, PRESET + "x"}) {
            assertThat(Failures.codeOf(authenticator.authenticate(wrong))).isEqualTo(ErrorCode.CREDENTIAL_INVALID);
        }
    }

    @Test
    void refusesAnExpiredKey() {
        var issued = issue(Role.CALLER, Duration.ofDays(1));
        var later = new Authenticator(keys, digest, null, Clock.offset(clock, Duration.ofDays(1)), nanos::get);

        assertThat(Failures.codeOf(later.authenticate(issued.credential().reveal())))
                .isEqualTo(ErrorCode.CREDENTIAL_INVALID);
    }

    @Test
    void aRevokedKeyIsRefusedHereAtOnceAndOnOtherNodesWithinTwoSeconds() {
        var issued = issue(Role.CALLER, null);
        String credential = issued.credential().reveal();
        var otherNode = new Authenticator(keys, digest, null, clock, nanos::get);
        otherNode.authenticate(credential).await();
        authenticator.authenticate(credential).await();

        new RevokeApiKeyUseCase(keys, authenticator, clock, audit)
                .execute(new RevokeApiKeyUseCase.Input(ADMIN, issued.key().id()))
                .await();

        assertThat(Failures.codeOf(authenticator.authenticate(credential))).isEqualTo(ErrorCode.CREDENTIAL_INVALID);
        nanos.addAndGet(Authenticator.MEMORY.toNanos());
        assertThat(Failures.codeOf(otherNode.authenticate(credential))).isEqualTo(ErrorCode.CREDENTIAL_INVALID);
    }

    @Test
    void takesThePresetAdminKey() {
        assertThat(authenticator.authenticate(PRESET).await().role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void issuesTheFirstAdminKeyOnce() {
        var first = Objects.requireNonNull(issue.issueFirstAdminKey().await());

        assertThat(authenticator
                        .authenticate(first.credential().reveal())
                        .await()
                        .role())
                .isEqualTo(Role.ADMIN);
        assertThat(issue.issueFirstAdminKey().await()).isNull();
    }

    @Test
    void aKeyThatIsLimitedToSomeAgentsIssuesNoWiderKey() {
        var limited = new Principal("k2", "team admin", Role.ADMIN, Set.of("triage"));

        for (Set<String> wider : List.of(Set.<String>of(), Set.of("other"), Set.of("triage", "other"))) {
            var input = new IssueApiKeyUseCase.Input(limited, "app", Role.CALLER, wider, null, null);
            assertThatThrownBy(() -> issue.execute(input))
                    .isInstanceOfSatisfying(
                            KeelsonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
        }
        var within = new IssueApiKeyUseCase.Input(limited, "app", Role.CALLER, Set.of("triage"), null, null);
        assertThat(issue.execute(within).await().key().agents()).containsExactly("triage");
    }

    private IssueApiKeyUseCase.Output issue(Role role, @Nullable Duration life) {
        return issue.execute(new IssueApiKeyUseCase.Input(ADMIN, "app", role, Set.of("triage"), null, life))
                .await();
    }
}

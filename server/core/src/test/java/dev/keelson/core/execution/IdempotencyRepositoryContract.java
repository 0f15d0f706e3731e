package dev.keelson.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Race;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link IdempotencyRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class IdempotencyRepositoryContract {
    private IdempotencyRepository claims;

    /** A repository without claims. */
    protected abstract IdempotencyRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        claims = emptyRepository();
    }

    @Test
    void theFirstClaimHolds() {
        IdempotencyClaim first = Fixtures.claim("key/order-1", 1);

        assertThat(claims.claim(first).await()).isEqualTo(first);
        assertThat(claims.claim(Fixtures.claim("key/order-1", 2)).await()).isEqualTo(first);
        assertThat(claims.claim(Fixtures.claim("key/order-1", 1)).await()).isEqualTo(first);
    }

    @Test
    void otherKeysAreOtherClaims() {
        IdempotencyClaim first = claims.claim(Fixtures.claim("key/order-1", 1)).await();
        IdempotencyClaim second = Fixtures.claim("key2/order-1", 2);

        assertThat(claims.claim(second).await()).isEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void manyClaimantsAgreeOnOneHolder() {
        for (int round = 0; round < 5; round++) {
            String id = "key/order-" + round;

            Race<IdempotencyClaim> race = Race.of(writer -> claims.claim(Fixtures.claim(id, writer)));

            assertThat(race.lost()).isEmpty();
            assertThat(Set.copyOf(race.won())).as("holders in round %d", round).hasSize(1);
        }
    }

    @Test
    void takesOverWhatStillHolds() {
        IdempotencyClaim abandoned =
                claims.claim(Fixtures.claim("key/order-1", 1)).await();
        IdempotencyClaim next = Fixtures.claim("key/order-1", 2);

        assertThat(claims.takeOver(abandoned, next).await()).isTrue();
        assertThat(claims.claim(Fixtures.claim("key/order-1", 3)).await()).isEqualTo(next);
    }

    @Test
    void doesNotTakeOverWhatNoLongerHolds() {
        IdempotencyClaim abandoned = Fixtures.claim("key/order-1", 1);
        assertThat(claims.takeOver(abandoned, Fixtures.claim("key/order-1", 2)).await())
                .isFalse();

        IdempotencyClaim holder = claims.claim(Fixtures.claim("key/order-1", 3)).await();

        assertThat(claims.takeOver(abandoned, Fixtures.claim("key/order-1", 2)).await())
                .isFalse();
        assertThat(claims.claim(abandoned).await()).isEqualTo(holder);
    }

    @Test
    void oneOfManyTakesOver() {
        IdempotencyClaim abandoned =
                claims.claim(Fixtures.claim("key/order-1", 100)).await();

        Race<Boolean> race = Race.of(writer -> claims.takeOver(abandoned, Fixtures.claim("key/order-1", writer)));

        assertThat(race.lost()).isEmpty();
        assertThat(race.won()).containsOnlyOnce(true).hasSize(Race.WRITERS);
    }

    @Test
    void deletesOldClaimsAndCountsThem() {
        IdempotencyClaim justBefore = claimAt("key/1", Fixtures.NOW.minusNanos(1));
        IdempotencyClaim longBefore = claimAt("key/2", Fixtures.NOW.minusSeconds(90));
        IdempotencyClaim onTime = claimAt("key/3", Fixtures.NOW);

        assertThat(claims.deleteBefore(Fixtures.NOW).await()).isEqualTo(2);
        assertThat(claims.deleteBefore(Fixtures.NOW).await()).isZero();

        assertThat(claims.claim(Fixtures.claim(onTime.id(), 7)).await()).isEqualTo(onTime);
        assertThat(claims.claim(Fixtures.claim(justBefore.id(), 8)).await()).isNotEqualTo(justBefore);
        assertThat(claims.claim(Fixtures.claim(longBefore.id(), 9)).await()).isNotEqualTo(longBefore);
    }

    private IdempotencyClaim claimAt(String id, Instant at) {
        IdempotencyClaim made = Fixtures.claim(id, 1);
        return claims.claim(new IdempotencyClaim(id, made.requestDigest(), made.executionId(), at))
                .await();
    }
}

package dev.keelson.core.webhook;

import static dev.keelson.core.webhook.WebhookFixtures.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link DeliveryRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class DeliveryRepositoryContract {
    private static final DeliveryAttempt REFUSED =
            new DeliveryAttempt(Fixtures.NOW, 503, "", Duration.ofMillis(12), "come later");

    private static final DeliveryAttempt SILENT =
            new DeliveryAttempt(Fixtures.NOW, null, "timeout", Duration.ofSeconds(15), "");

    private DeliveryRepository deliveries;

    /** A repository without deliveries. */
    protected abstract DeliveryRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        deliveries = emptyRepository();
    }

    @Test
    void keepsARepeatedDeliveryOnce() {
        Delivery first = delivery("wh_a", 1, Fixtures.NOW);
        insert(first);
        Delivery tried = first.leased(Fixtures.NOW.plusSeconds(60)).retried(REFUSED, Fixtures.NOW);
        assertThat(deliveries.commit(first.leased(Fixtures.NOW.plusSeconds(60))).await())
                .isTrue();
        assertThat(deliveries.commit(tried).await()).isTrue();

        insert(delivery("wh_a", 2, Fixtures.NOW), first);

        assertThat(deliveries.find("wh_a", first.id()).await()).contains(tried);
        assertThat(deliveries.find("wh_b", first.id()).await()).isEmpty();
        assertThat(deliveries.pending("wh_a").await()).isEqualTo(2);
    }

    @Test
    void findsWhatIsDueAndPending() {
        Delivery late = delivery("wh_a", 1, Fixtures.NOW.plusSeconds(2));
        Delivery early = delivery("wh_a", 2, Fixtures.NOW);
        Delivery future = delivery("wh_a", 3, Fixtures.NOW.plusSeconds(9));
        Delivery done = delivery("wh_b", 4, Fixtures.NOW);
        insert(late, early, future, done);
        assertThat(deliveries.commit(done.delivered(SILENT)).await()).isTrue();

        var now = Fixtures.NOW.plusSeconds(2);

        assertThat(deliveries.webhooksWithDue(now).await()).containsExactly("wh_a");
        assertThat(deliveries.due("wh_a", now, 10).await()).containsExactly(early, late);
        assertThat(deliveries.due("wh_a", now, 1).await()).containsExactly(early);
        assertThat(deliveries.webhooksWithDue(Fixtures.NOW.minusSeconds(1)).await())
                .isEmpty();
    }

    @Test
    void oneOfManyClaimsWins() {
        Delivery due = delivery("wh_a", 1, Fixtures.NOW);
        insert(due);

        Race<Boolean> race = Race.of(node -> deliveries.commit(due.leased(Fixtures.NOW.plusSeconds(60 + node))));

        assertThat(race.won()).hasSize(Race.WRITERS).containsOnlyOnce(true);
    }

    @Test
    void whoLostTheClaimRecordsNothing() {
        Delivery due = delivery("wh_a", 1, Fixtures.NOW);
        insert(due);
        Delivery stopped = due.leased(Fixtures.NOW.plusSeconds(60));
        assertThat(deliveries.commit(stopped).await()).isTrue();
        Delivery taken = stopped.leased(Fixtures.NOW.plusSeconds(120));
        assertThat(deliveries.commit(taken).await()).isTrue();

        assertThat(deliveries.commit(stopped.delivered(REFUSED)).await()).isFalse();
        assertThat(deliveries.commit(taken.failed(REFUSED, "no more")).await()).isTrue();

        assertThat(deliveries.find("wh_a", due.id()).await()).contains(taken.failed(REFUSED, "no more"));
    }

    @Test
    void pagesNewestFirst() {
        List<Delivery> all = List.of(
                delivery("wh_a", 3, Fixtures.NOW.plusSeconds(2)),
                delivery("wh_a", 2, Fixtures.NOW),
                delivery("wh_a", 1, Fixtures.NOW));
        insert(all.toArray(new Delivery[0]));
        insert(delivery("wh_b", 1, Fixtures.NOW));

        Page<Delivery> first = deliveries.page("wh_a", PageRequest.first(2)).await();
        Page<Delivery> second =
                deliveries.page("wh_a", new PageRequest(2, first.nextCursor())).await();

        assertThat(first.items()).containsExactly(all.get(0), all.get(1));
        assertThat(second.items()).containsExactly(all.get(2));
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void refusesAForgedCursor() {
        assertThat(Failures.codeOf(io.vertx.core.Future.succeededFuture()
                        .compose(now -> deliveries.page("wh_a", new PageRequest(2, "forged")))))
                .isEqualTo(ErrorCode.REQUEST_INVALID);
    }

    @Test
    void deletesTheOldOnes() {
        insert(delivery("wh_a", 1, Fixtures.NOW), delivery("wh_a", 2, Fixtures.NOW.plusSeconds(5)));

        assertThat(deliveries.deleteBefore(Fixtures.NOW.plusSeconds(5)).await()).isEqualTo(1);
        assertThat(deliveries.pending("wh_a").await()).isEqualTo(1);
    }

    private void insert(Delivery... batch) {
        assertThat(deliveries.insertAll(List.of(batch)).map("stored").await()).isEqualTo("stored");
    }
}

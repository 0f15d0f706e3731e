package dev.keelson.core.webhook;

import static dev.keelson.core.webhook.WebhookFixtures.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link WebhookRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class WebhookRepositoryContract {
    private WebhookRepository webhooks;

    /** A repository without webhooks. */
    protected abstract WebhookRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        webhooks = emptyRepository();
    }

    @Test
    void givesBackWhatWasCommitted() {
        commit(webhook("wh_b", 1));
        commit(webhook("wh_a", 1));
        commit(webhook("wh_a", 2));

        assertThat(webhooks.find("wh_a").await()).contains(webhook("wh_a", 2));
        assertThat(webhooks.find("wh_c").await()).isEmpty();
        assertThat(webhooks.list().await()).containsExactly(webhook("wh_a", 2), webhook("wh_b", 1));
    }

    @Test
    void refusesARevisionThatIsNotTheNext() {
        commit(webhook("wh_a", 1));

        var refused = Failures.of(webhooks.commit(webhook("wh_a", 3)));

        assertThat(refused.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(refused.current()).contains(webhook("wh_a", 1));
    }

    @Test
    void oneOfManyEditorsWins() {
        commit(webhook("wh_a", 1));

        Race<Webhook> race = Race.of(writer -> webhooks.commit(webhook("wh_a", 2)));

        assertThat(race.won()).hasSize(1);
        assertThat(race.lostWith()).containsOnly(ErrorCode.REVISION_STALE);
    }

    @Test
    void deletesOnlyTheNamedRevision() {
        commit(webhook("wh_a", 1));

        assertThat(Failures.codeOf(webhooks.delete("wh_a", 2))).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(webhooks.delete("wh_a", 1).map("gone").await()).isEqualTo("gone");
        assertThat(Failures.codeOf(webhooks.delete("wh_a", 1))).isEqualTo(ErrorCode.WEBHOOK_NOT_FOUND);
    }

    @Test
    void remembersTheFirstFailureUntilOneWorks() {
        commit(webhook("wh_a", 1));

        assertThat(failingSinceAfter(Fixtures.NOW)).isEqualTo(Fixtures.NOW);
        assertThat(failingSinceAfter(Fixtures.NOW.plusSeconds(1))).isEqualTo(Fixtures.NOW);
        assertThat(webhooks.noteWorking("wh_a")
                        .compose(done -> webhooks.find("wh_a"))
                        .await())
                .contains(webhook("wh_a", 1));
    }

    private @Nullable Instant failingSinceAfter(Instant attempt) {
        return webhooks.noteFailing("wh_a", attempt)
                .compose(done -> webhooks.find("wh_a"))
                .await()
                .orElseThrow()
                .failingSince();
    }

    private void commit(Webhook webhook) {
        assertThat(webhooks.commit(webhook).await()).isEqualTo(webhook);
    }
}

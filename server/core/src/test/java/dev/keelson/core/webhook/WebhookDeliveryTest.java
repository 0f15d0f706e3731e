package dev.keelson.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Json;
import dev.keelson.core.webhook.WebhookClient.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a recorded change to the receiver, over days of a clock that the test moves. */
@Timeout(60)
class WebhookDeliveryTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final WebhookNode node = new WebhookNode(VERTX);

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void tellsWhatHappened() {
        String id = create(WebhookEventType.ALIAS_REMAPPED);
        node.changed("alias.remap", "agents/triage/aliases/prod", "revision 3: v1", "revision 4: v2 90%, v3 10%");
        node.published(4);
        node.follow();
        node.pass();

        assertThat(node.receiver.received).hasSize(1);
        var request = node.receiver.received.get(0);
        assertThat(request.headers()).containsOnlyKeys("webhook-id", "webhook-timestamp", "webhook-signature");
        assertThat(request.headers()).containsEntry("webhook-id", id + "-audit-1");
        var body = Json.parse(request.body());
        assertThat(body.get("type").asText()).isEqualTo("alias.remapped");
        assertThat(Instant.parse(body.get("timestamp").asText())).isEqualTo(node.clock.instant());
        assertThat(body.at("/data/agent").asText()).isEqualTo("triage");
        assertThat(body.at("/data/alias").asText()).isEqualTo("prod");
        assertThat(body.at("/data/now/revision").asInt()).isEqualTo(4);
        assertThat(body.at("/data/now/versions").toString()).isEqualTo("[2,3]");
        assertThat(body.at("/data/before/versions").toString()).isEqualTo("[1]");
        assertThat(body.at("/data/actor/owner").asText()).isEqualTo("kim");
        assertThat(body.at("/data/reason").asText()).isEqualTo("because");
        assertThat(body.at("/data/links/alias").asText()).isEqualTo("/v1/agents/triage/aliases/prod");
        assertThat(node.log(id)).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
            assertThat(delivery.attempts())
                    .singleElement()
                    .extracting(DeliveryAttempt::status)
                    .isEqualTo(204);
        });
    }

    @Test
    void tellsNothingOfWhatWasNotDone() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        node.changes.add(new EventSource.Change(
                1,
                node.clock.instant(),
                false,
                new EventSource.Actor("k", "k"),
                "version.publish",
                "agents/a",
                "",
                "",
                ""));
        node.follow();

        assertThat(node.log(id)).isEmpty();
        assertThat(node.position.position().await()).isEqualTo(1);
    }

    @Test
    void hearsOfItsOwnAgentsOnly() {
        var settings = WebhookFixtures.settings(WebhookEventType.VERSION_PUBLISHED);
        var narrow =
                new WebhookSettings(settings.url(), "", settings.events(), Set.of("triage"), settings.failureRate());
        String id =
                node.edit.create(WebhookNode.ADMIN, narrow).await().webhook().id();
        node.changed("version.publish", "agents/other/versions/1", "", "v1");
        node.published(2);
        node.follow();

        assertThat(node.log(id)).extracting(Delivery::event).containsExactly("audit-2");
    }

    @Test
    void followsTwiceAndSendsOnce() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        node.published(1);
        var crashed = new WebhookNode(VERTX, node);
        node.follow();
        var behind = new InMemoryFeedPositionRepository();
        var again = new WebhookFeed(new WebhookFeed.Parts(
                (seq, limit) -> Future.succeededFuture(crashed.changes),
                node.webhooks,
                behind,
                new WebhookOutbox(node.deliveries, node.clock, () -> {})));

        assertThat(again.follow().map("followed").await()).isEqualTo("followed");
        node.pass();

        assertThat(node.log(id)).hasSize(1);
        assertThat(node.receiver.received).hasSize(1);
    }

    @Test
    void losesNothingWhenTheStoreOfDeliveriesIsAway() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        node.published(1);
        var away = new WebhookFeed(new WebhookFeed.Parts(
                (seq, limit) -> Future.succeededFuture(node.changes),
                node.webhooks,
                node.position,
                new WebhookOutbox(new AwayDeliveries(), node.clock, () -> {})));

        assertThat(away.follow().map("ok").otherwise("failed").await()).isEqualTo("failed");
        node.follow();

        assertThat(node.log(id)).hasSize(1);
    }

    @Test
    void triesTenTimesOverThreeDaysUnderOneId() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        node.receiver.answers(503);
        node.published(1);
        node.follow();
        List<Duration> pauses = runUntilSettled(id);

        assertThat(node.receiver.received).hasSize(10);
        assertThat(node.receiver.received)
                .extracting(request -> request.headers().get("webhook-id"))
                .containsOnly(id + "-audit-1");
        assertThat(node.receiver.received)
                .extracting(WebhookClient.Request::body)
                .hasSize(10);
        for (int i = 0; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isBetween(RetrySchedule.PAUSES.get(i), longest(RetrySchedule.PAUSES.get(i)));
        }
        Delivery last = node.log(id).get(0);
        assertThat(last.state()).isEqualTo(Delivery.State.FAILED);
        assertThat(last.attempts()).hasSize(10);
        assertThat(last.note()).isEqualTo("no attempt is left");
    }

    @Test
    void survivesATargetThatIsDownForTwoHours() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        Instant up = node.clock.instant().plus(Duration.ofHours(2));
        node.receiver.does(
                request -> ScriptedReceiver.answer(node.clock.instant().isBefore(up) ? 502 : 200, null));
        node.published(1);
        node.follow();
        assertThat(runUntilSettled(id)).isNotEmpty();

        assertThat(node.log(id).get(0).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(node.webhook(id).failingSince()).isNull();
        assertThat(node.webhook(id).isActive()).isTrue();
    }

    @Test
    void waitsAsTheReceiverAsksButNotForever() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        node.receiver.answers(429, "3600");
        node.published(1);
        node.follow();
        node.pass();
        assertThat(wait(id)).isEqualTo(Duration.ofHours(1));

        node.receiver.answers(429, "999999999");
        node.clock.pass(Duration.ofHours(1));
        node.pass();
        assertThat(wait(id)).isEqualTo(RetrySchedule.MAX_RETRY_AFTER);

        node.receiver.answers(429, "soon");
        node.clock.pass(RetrySchedule.MAX_RETRY_AFTER);
        node.pass();
        assertThat(wait(id)).isBetween(Duration.ofMinutes(30), longest(Duration.ofMinutes(30)));
    }

    @Test
    void stopsAtOnceWhenTheReceiverIsGone() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        node.receiver.answers(410);
        node.published(1);
        node.published(2);
        node.follow();
        node.pass();
        node.pass();

        assertThat(node.webhook(id).state()).isEqualTo(Webhook.State.DISABLED);
        assertThat(node.webhook(id).stateReason()).contains("410");
        assertThat(node.log(id)).extracting(Delivery::state).containsOnly(Delivery.State.FAILED);
        assertThat(node.audit.actions()).contains("webhook.edit");
        assertThat(node.reports).singleElement().asString().contains(id, "410");
    }

    @Test
    void disablesAWebhookThatFailsForFiveDays() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        node.receiver.does(request -> Future.failedFuture("timeout: no answer in time"));
        Instant start = node.clock.instant();
        for (int day = 0; day < 6 && node.webhook(id).isActive(); day++) {
            node.published(day + 1);
            node.follow();
            node.pass();
            assertThat(runUntil(start.plus(Duration.ofDays(day + 1)))).isTrue();
        }

        Webhook disabled = node.webhook(id);
        assertThat(disabled.isActive()).isFalse();
        assertThat(disabled.stateReason()).contains("every attempt since " + disabled.failingSince());
        assertThat(Duration.between(disabled.failingSince(), disabled.changedAt()))
                .isBetween(WebhookHealth.PATIENCE, WebhookHealth.PATIENCE.plusDays(1));
        assertThat(node.log(id).get(0).attempts().get(0).error()).isEqualTo("timeout: no answer in time");

        Webhook enabled = node.edit
                .change(
                        new EditWebhookUseCase.Target(WebhookNode.ADMIN, id, disabled.revision()),
                        disabled.settings(),
                        Webhook.State.ACTIVE)
                .await();
        assertThat(enabled.failingSince()).isNull();
    }

    @Test
    void oneOfTwoNodesSendsEachDelivery() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        var other = new WebhookNode(VERTX, node);
        for (int version = 1; version <= 4; version++) {
            node.published(version);
        }
        node.follow();
        Future<Void> here = node.pump.pass();
        Future<Void> there = other.pump.pass();
        assertThat(Future.join(here, there).map("done").await()).isEqualTo("done");

        assertThat(node.receiver.received.size() + other.receiver.received.size())
                .isEqualTo(4);
        assertThat(node.log(id)).allMatch(delivery -> delivery.state() == Delivery.State.DELIVERED);
    }

    @Test
    void aNodeThatStoodStillPastItsLeaseRecordsNothing() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        var other = new WebhookNode(VERTX, node);
        Promise<Answer> stopped = Promise.promise();
        node.receiver.does(request -> stopped.future());
        node.published(1);
        node.follow();
        Future<Void> standing = node.pump.pass();
        other.pass();
        assertThat(other.receiver.received).isEmpty();

        node.clock.pass(DeliveryPump.LEASE);
        other.pass();
        stopped.complete(new Answer(500, null, ""));
        assertThat(standing.map("done").await()).isEqualTo("done");

        Delivery delivery = node.log(id).get(0);
        assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery.attempts()).hasSize(1);
        assertThat(other.receiver.received)
                .extracting(WebhookClient.Request::headers)
                .extracting(headers -> headers.get("webhook-id"))
                .containsExactly(node.receiver.received.get(0).headers().get("webhook-id"));
        assertThat(node.webhook(id).failingSince()).isNull();
    }

    @Test
    void aNodeThatDiedBetweenClaimAndRecordIsReplacedAfterItsLease() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        node.published(1);
        node.follow();
        Delivery due = node.log(id).get(0);
        assertThat(node.deliveries
                        .commit(due.leased(node.clock.instant().plus(DeliveryPump.LEASE)))
                        .await())
                .isTrue();

        node.pass();
        assertThat(node.receiver.received).isEmpty();
        node.clock.pass(DeliveryPump.LEASE);
        node.pass();

        assertThat(node.log(id).get(0).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void aTargetThatNeverAnswersDelaysNobodyElse() {
        String dead = create(WebhookEventType.VERSION_PUBLISHED);
        var settings = new WebhookSettings(
                "https://other.example.com/",
                "",
                Set.of(WebhookEventType.VERSION_PUBLISHED),
                Set.of(),
                FailureRateRule.DEFAULT);
        String lively =
                node.edit.create(WebhookNode.ADMIN, settings).await().webhook().id();
        List<Promise<Answer>> silent = new CopyOnWriteArrayList<>();
        node.receiver.does(request ->
                request.url().equals(WebhookFixtures.URL) ? silence(silent) : ScriptedReceiver.answer(200, null));
        for (int version = 1; version <= 50; version++) {
            node.published(version);
        }
        node.follow();
        List<Future<Void>> passes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            passes.add(node.pump.pass());
        }

        assertThat(node.log(lively)).hasSize(50).allMatch(delivery -> delivery.state() == Delivery.State.DELIVERED);
        assertThat(silent).hasSize(DeliveryPump.PER_WEBHOOK);
        assertThat(node.log(dead)).noneMatch(delivery -> delivery.state() == Delivery.State.DELIVERED);
        silent.forEach(promise -> promise.fail("timeout"));
        assertThat(Future.join(passes).map("done").await()).isEqualTo("done");
    }

    @Test
    void keepsWhatNoLongerFitsInTheLogOnly() {
        String id = create(WebhookEventType.VERSION_PUBLISHED);
        for (int version = 1; version <= WebhookOutbox.MAX_PENDING + 3; version++) {
            node.published(version);
        }
        node.follow();

        assertThat(node.deliveries.pending(id).await()).isEqualTo(WebhookOutbox.MAX_PENDING);
        assertThat(node.position.position().await()).isEqualTo(WebhookOutbox.MAX_PENDING + 3);
    }

    private String create(WebhookEventType... events) {
        return node.create(events).webhook().id();
    }

    private static Future<Answer> silence(List<Promise<Answer>> silent) {
        Promise<Answer> promise = Promise.promise();
        silent.add(promise);
        return promise.future();
    }

    /** How long the oldest delivery of the webhook waits for its next attempt. */
    private Duration wait(String id) {
        return Duration.between(node.clock.instant(), node.log(id).get(0).dueAt());
    }

    private static Duration longest(Duration pause) {
        return pause.plus(pause.dividedBy(10));
    }

    /** Moves the clock from attempt to attempt; the pauses in between. */
    private List<Duration> runUntilSettled(String id) {
        List<Duration> pauses = new ArrayList<>();
        node.pass();
        while (node.log(id).get(0).state() == Delivery.State.PENDING) {
            Duration pause = wait(id);
            pauses.add(pause);
            node.clock.pass(pause);
            node.pass();
        }
        return pauses;
    }

    private boolean runUntil(Instant end) {
        while (node.clock.instant().isBefore(end)) {
            node.clock.pass(Duration.ofMinutes(30));
            node.pass();
        }
        return true;
    }
}

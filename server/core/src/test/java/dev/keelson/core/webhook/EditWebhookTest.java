package dev.keelson.core.webhook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Failures;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.webhook.EditWebhookUseCase.Target;
import dev.keelson.core.webhook.EditWebhookUseCase.WithSecret;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EditWebhookTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final WebhookNode node = new WebhookNode(VERTX);

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void refusesAnotherOriginForAStoredSecret() {
        Webhook webhook = node.create(WebhookEventType.VERSION_PUBLISHED).webhook();
        for (String url : List.of(
                "https://evil.example.com/keelson?team=a",
                "https://hooks.example.com:8443/keelson?team=a",
                "http://hooks.example.com/keelson?team=a")) {
            KeelsonException refused =
                    Failures.of(node.edit.change(target(webhook), withUrl(webhook, url), Webhook.State.ACTIVE));

            assertThat(refused.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
            assertThat(refused.violations().get(0).rule()).isEqualTo("origin");
        }
        assertThat(node.edit
                        .change(
                                target(webhook),
                                withUrl(webhook, "https://hooks.example.com:443/other"),
                                Webhook.State.ACTIVE)
                        .await()
                        .revision())
                .isEqualTo(2);
    }

    @Test
    void refusesAddressesThatAreNone() {
        for (String url : List.of(
                "",
                "hooks",
                "ftp://a.example/",
                "https:///x",
                "https://u:p@a.example/",
                "https://a.example/#x",
                "https://a b/")) {
            assertThatThrownBy(() ->
                            node.edit.create(WebhookNode.ADMIN, withUrl(url)).await())
                    .as(url)
                    .isInstanceOfSatisfying(
                            KeelsonException.class,
                            refused -> assertThat(refused.violations().get(0).pointer())
                                    .isEqualTo("/url"));
        }
    }

    @Test
    void bothSecretsSignDuringTheOverlapOnly() {
        WithSecret created = node.create(WebhookEventType.VERSION_PUBLISHED);
        Webhook webhook = created.webhook();
        WithSecret rotated = node.edit
                .rotate(target(webhook), EditWebhookUseCase.DEFAULT_OVERLAP)
                .await();

        assertThat(rotated.secret().reveal()).isNotEqualTo(created.secret().reveal());
        assertThat(signaturesOfADelivery(1)).isEqualTo(2);
        node.clock.pass(EditWebhookUseCase.DEFAULT_OVERLAP);
        assertThat(signaturesOfADelivery(2)).isEqualTo(1);
        var request = node.receiver.received.get(1);
        String expected = WebhookSigner.signatures(
                requireNonNull(request.headers().get("webhook-id")),
                node.clock.instant(),
                request.body(),
                List.of(rotated.secret()));
        assertThat(request.headers()).containsEntry("webhook-signature", expected);
    }

    @Test
    void neverHasMoreThanThreeSecrets() {
        Webhook webhook = node.create(WebhookEventType.VERSION_PUBLISHED).webhook();
        for (int i = 0; i < 5; i++) {
            webhook = node.edit
                    .rotate(target(webhook), Duration.ofDays(7))
                    .await()
                    .webhook();
        }

        assertThat(webhook.secrets()).hasSize(Webhook.MAX_SECRETS);
        assertThat(webhook.currentSecret().validUntil()).isNull();
        Webhook latest = webhook;
        assertThatThrownBy(() ->
                        node.edit.rotate(target(latest), Duration.ofDays(8)).await())
                .isInstanceOf(KeelsonException.class);
    }

    @Test
    void letsALimitedKeyHaveItsOwnAgentsOnly() {
        var limited = new Principal("llllllllll", "Lim", Role.ADMIN, Set.of("triage"));
        Webhook all = node.create(WebhookEventType.VERSION_PUBLISHED).webhook();
        var own = new WebhookSettings(
                WebhookFixtures.URL, "", all.settings().events(), Set.of("triage"), FailureRateRule.DEFAULT);

        assertThatThrownBy(() -> node.edit.create(limited, all.settings()).await())
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
        Webhook mine = node.edit.create(limited, own).await().webhook();
        assertThat(node.queries.list(limited).await()).containsExactly(mine);
        assertThat(Failures.codeOf(node.queries.get(limited, all.id()))).isEqualTo(ErrorCode.WEBHOOK_NOT_FOUND);
        assertThat(Failures.codeOf(node.edit.delete(new Target(limited, all.id(), 1))))
                .isEqualTo(ErrorCode.WEBHOOK_NOT_FOUND);
    }

    @Test
    void changesNothingWithoutAnAuditEntry() {
        Webhook webhook = node.create(WebhookEventType.VERSION_PUBLISHED).webhook();
        node.audit.goAway();

        assertThat(Failures.codeOf(node.edit.create(WebhookNode.ADMIN, webhook.settings())))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Failures.codeOf(node.edit.delete(target(webhook)))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Failures.codeOf(node.edit.rotate(target(webhook), Duration.ZERO)))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(node.webhook(webhook.id())).isEqualTo(webhook);
    }

    @Test
    void auditsWithoutPathOrSecret() {
        WithSecret created = node.create(WebhookEventType.VERSION_PUBLISHED);

        assertThat(node.audit.records().toString())
                .contains("revision 1: active, https://hooks.example.com:443, version.published")
                .doesNotContain("team=a", created.secret().reveal());
    }

    @Test
    void testsOnceEvenWhenDisabled() {
        Webhook webhook = node.create(WebhookEventType.VERSION_PUBLISHED).webhook();
        Webhook disabled = node.edit
                .change(target(webhook), webhook.settings(), Webhook.State.DISABLED)
                .await();
        node.receiver.answers(500);
        Delivery test = node.send.test(WebhookNode.ADMIN, webhook.id()).await();
        node.pass();
        node.clock.pass(Duration.ofDays(1));
        node.pass();

        assertThat(disabled.stateReason()).isEqualTo("disabled by Ada");
        assertThat(node.receiver.received).hasSize(1);
        assertThat(node.log(webhook.id())).extracting(Delivery::id).containsExactly(test.id());
        assertThat(node.log(webhook.id()).get(0).state()).isEqualTo(Delivery.State.FAILED);
        assertThat(node.webhook(webhook.id()).failingSince()).isNull();
    }

    @Test
    void resendsUnderTheSameId() {
        Webhook webhook = node.create(WebhookEventType.VERSION_PUBLISHED).webhook();
        node.published(1);
        node.follow();
        node.pass();
        String delivery = node.log(webhook.id()).get(0).id();
        assertThat(node.send
                        .resend(WebhookNode.ADMIN, webhook.id(), delivery)
                        .await()
                        .state())
                .isEqualTo(Delivery.State.PENDING);
        node.pass();

        assertThat(node.receiver.received)
                .hasSize(2)
                .extracting(request -> request.headers().get("webhook-id"))
                .containsOnly(delivery);
        assertThat(node.log(webhook.id()).get(0).attempts()).hasSize(2);
        assertThat(Failures.codeOf(node.send.resend(WebhookNode.ADMIN, webhook.id(), "none")))
                .isEqualTo(ErrorCode.DELIVERY_NOT_FOUND);
    }

    @Test
    void masksWhatLooksSecretInAnAnswer() {
        String shown = AnswerExcerpt.of("{\"authorization\":\"Bearer abc.def\",\"api_key\": \"k-1\"} whsec_AAAA= "
                + "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= \u0007ok" + "x".repeat(2_000));

        assertThat(shown)
                .hasSizeLessThanOrEqualTo(1_024)
                .contains("ok")
                .doesNotContain("abc.def", "k-1", "whsec_A", "g0hM", "\u0007");
    }

    private int signaturesOfADelivery(int version) {
        node.published(version);
        node.follow();
        node.pass();
        var last = node.receiver.received.get(node.receiver.received.size() - 1);
        return requireNonNull(last.headers().get("webhook-signature")).split(" ", -1).length;
    }

    private static Target target(Webhook webhook) {
        return new Target(WebhookNode.ADMIN, webhook.id(), webhook.revision());
    }

    private static WebhookSettings withUrl(Webhook webhook, String url) {
        return new WebhookSettings(
                url,
                "",
                webhook.settings().events(),
                Set.of(),
                webhook.settings().failureRate());
    }

    private static WebhookSettings withUrl(String url) {
        return new WebhookSettings(
                url, "", Set.of(WebhookEventType.VERSION_PUBLISHED), Set.of(), FailureRateRule.DEFAULT);
    }
}

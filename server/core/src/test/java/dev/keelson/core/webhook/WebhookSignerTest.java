package dev.keelson.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.keelson.core.secret.Secret;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignerTest {
    private static final Secret VECTOR_SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String BODY = "{\"test\": 2432232314}";

    @Test
    void signsAsTheOfficialVectorSays() {
        String signature =
                WebhookSigner.signatures(ID, Instant.ofEpochSecond(1_614_265_330), BODY, List.of(VECTOR_SECRET));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theOfficialLibraryAcceptsASignatureUnderANewSecret() throws WebhookVerificationException {
        Secret secret = WebhookSigner.newSecret(new SecureRandom());
        Instant now = Instant.now();
        String signature = WebhookSigner.signatures(ID, now, BODY, List.of(secret));

        assertThat(secret.reveal()).startsWith("whsec_");
        assertThatCode(() -> new Webhook(secret.reveal()).verify(BODY, headers(now, signature)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(secret.reveal()).verify(BODY + " ", headers(now, signature)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(secret.reveal()).verify(BODY, headers(now.minusSeconds(600), signature)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void eitherSecretOfARotationVerifies() {
        Secret fresh = WebhookSigner.newSecret(new SecureRandom());
        Secret old = WebhookSigner.newSecret(new SecureRandom());
        Instant now = Instant.now();
        String signatures = WebhookSigner.signatures(ID, now, BODY, List.of(fresh, old));

        for (Secret secret : List.of(fresh, old)) {
            assertThatCode(() -> new Webhook(secret.reveal()).verify(BODY, headers(now, signatures)))
                    .doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> new Webhook(VECTOR_SECRET.reveal()).verify(BODY, headers(now, signatures)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static HttpHeaders headers(Instant at, String signatures) {
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(ID),
                        "webhook-timestamp", List.of(Long.toString(at.getEpochSecond())),
                        "webhook-signature", List.of(signatures)),
                (name, value) -> true);
    }
}

package dev.keelson.core.webhook;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.secret.SealedSecret;
import dev.keelson.core.secret.Secret;
import dev.keelson.core.secret.SecretBox;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes, opens and rewraps the secrets that deliveries are signed with. Safe for concurrent use. */
public final class WebhookSecrets {
    private final SecretBox box;
    private final SecureRandom random;

    public WebhookSecrets(SecretBox box, SecureRandom random) {
        this.box = box;
        this.random = random;
    }

    /** A new secret in the clear, to be shown once, and as it is stored. */
    record Fresh(Secret clear, SigningSecret stored) {}

    Fresh fresh(String webhookId, WebhookUrl url, Instant now) {
        Secret clear = WebhookSigner.newSecret(random);
        return new Fresh(clear, new SigningSecret(box.seal(clear, Webhook.binding(webhookId, url)), now, null));
    }

    /** Those that sign now, the current one first. Fails with {@link ErrorCode#SECRET_UNREADABLE}. */
    List<Secret> signing(Webhook webhook, Instant now) {
        String binding = binding(webhook);
        return webhook.secrets().stream()
                .filter(secret -> secret.signsAt(now))
                .map(secret -> box.open(secret.sealed(), binding))
                .toList();
    }

    /** The secrets under the current master key; empty when they are already, or can't be read. */
    Optional<List<SigningSecret>> rewrapped(Webhook webhook) {
        try {
            String binding = binding(webhook);
            List<SigningSecret> rewrapped = webhook.secrets().stream()
                    .map(secret -> rewrapped(secret, binding))
                    .toList();
            return rewrapped.equals(webhook.secrets()) ? Optional.empty() : Optional.of(rewrapped);
        } catch (KeelsonException unreadable) {
            // Its deliveries show it as their problem.
            return Optional.empty();
        }
    }

    private SigningSecret rewrapped(SigningSecret secret, String binding) {
        SealedSecret sealed = box.rewrap(secret.sealed(), binding).orElse(secret.sealed());
        return new SigningSecret(sealed, secret.createdAt(), secret.validUntil());
    }

    private static String binding(Webhook webhook) {
        return Webhook.binding(webhook.id(), WebhookUrl.parse(webhook.settings().url()));
    }
}

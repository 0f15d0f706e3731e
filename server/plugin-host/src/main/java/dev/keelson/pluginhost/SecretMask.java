package dev.keelson.pluginhost;

import dev.keelson.plugin.api.PluginException;
import java.util.List;
import java.util.Objects;

/** Takes the secrets that a plugin was given out of what it says, because its words reach traces and people. */
record SecretMask(List<String> secrets) {
    /** Shorter secrets would blot out ordinary words. */
    private static final int MIN_LENGTH = 4;

    static final SecretMask NOTHING = new SecretMask(List.of());

    SecretMask {
        secrets =
                secrets.stream().filter(secret -> secret.length() >= MIN_LENGTH).toList();
    }

    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }

    /** The same failure, or one without its cause when its message gave a secret away. */
    PluginException mask(PluginException failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        String masked = mask(message);
        if (masked.equals(message)) {
            return failure;
        }
        PluginException copy = new PluginException(failure.type(), masked);
        copy = failure.upstreamCode().map(copy::withUpstreamCode).orElse(copy);
        copy = failure.requestId().map(copy::withRequestId).orElse(copy);
        return failure.retryAfter().map(copy::withRetryAfter).orElse(copy);
    }

    @Override
    public String toString() {
        return "SecretMask[" + secrets.size() + "]";
    }
}

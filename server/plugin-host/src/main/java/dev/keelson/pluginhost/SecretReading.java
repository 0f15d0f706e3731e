package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.SecretSource;
import java.util.List;
import java.util.Optional;

/** Reads the value of one secret setting. */
interface SecretReading {

    /** {@code targets}: where the plugin will send the secret, as far as its other settings say. */
    String read(JsonNode value, List<Origin> targets) throws Refusal;

    /** Why a secret is not given, without its value. */
    final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** Takes {@code {"secret": "<name>"}} and gives the secret out only towards the origin that it is bound to. */
    record ByName(SecretSource secrets) implements SecretReading {

        @Override
        public String read(JsonNode value, List<Origin> targets) throws Refusal {
            JsonNode name = value.path("secret");
            if (value.size() != 1 || !name.isTextual()) {
                throw new Refusal("expected: {\"secret\": \"<name>\"}, never the value itself");
            }
            NamedSecret secret = secrets.find(name.textValue())
                    .orElseThrow(() -> new Refusal("secret '" + name.textValue() + "' is not configured"));
            requireOrigin(secret, targets);
            return secret.value().reveal();
        }

        private static void requireOrigin(NamedSecret secret, List<Origin> targets) throws Refusal {
            Optional<Origin> bound = Origin.of(secret.origin());
            if (targets.isEmpty() || bound.isEmpty() || !targets.stream().allMatch(bound.get()::equals)) {
                throw new Refusal("secret '" + secret.name() + "' may go to " + secret.origin()
                        + " only, but the settings name " + (targets.isEmpty() ? "no url" : targets));
            }
        }
    }

    /** Takes plain text as well. */
    record ByNameOrText(SecretSource secrets) implements SecretReading {

        @Override
        public String read(JsonNode value, List<Origin> targets) throws Refusal {
            if (value.isTextual() && !value.textValue().isEmpty()) {
                return value.textValue();
            }
            if (value.isObject()) {
                return new ByName(secrets).read(value, targets);
            }
            throw new Refusal("expected: a text that is not empty, or {\"secret\": \"<name>\"}");
        }
    }
}

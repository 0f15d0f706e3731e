package dev.keelson.core.providerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import dev.keelson.core.secret.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Settings of a request, taken apart: what may be stored as it is, and which secrets are new or stay. */
final class SettingsSplit {
    private static final String PLACEHOLDER = "kept";
    private static final int MAX_SECRET = 16 << 10;
    /** Whoever writes this means a file or a variable of the server, which no request may name. */
    private static final Pattern INDIRECTION = Pattern.compile("(?i)(env|file|secret|vault|os\\.environ|oidc)[:/].*");

    private final ObjectNode plain = Json.object();
    private final Map<String, Secret> entered = new HashMap<>();
    private final Map<String, StoredSecret> kept = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private SettingsSplit() {}

    static SettingsSplit of(ProviderKind kind, JsonNode settings, Map<String, StoredSecret> stored) {
        SettingsSplit split = new SettingsSplit();
        List<String> secretKeys = kind.secretKeys();
        settings.properties().forEach(entry -> {
            if (!secretKeys.contains(entry.getKey())) {
                split.plain.set(entry.getKey(), entry.getValue());
            }
        });
        secretKeys.forEach(key -> split.readSecret(key, settings.path(key), stored));
        return split;
    }

    /** The settings to store: references to secrets may be among them, values never. */
    ObjectNode plain() {
        return plain;
    }

    Map<String, Secret> entered() {
        return entered;
    }

    Map<String, StoredSecret> kept() {
        return kept;
    }

    /** The settings as the kind checks them: a secret is some text. */
    ObjectNode complete() {
        ObjectNode complete = plain.deepCopy();
        entered.keySet().forEach(key -> complete.put(key, PLACEHOLDER));
        kept.keySet().forEach(key -> complete.put(key, PLACEHOLDER));
        return complete;
    }

    /** Everything that is wrong, in terms of the request. */
    List<Violation> violations(CheckedSettings checked) {
        List<Violation> all = new ArrayList<>(violations);
        for (Violation violation : checked.violations()) {
            all.add(Violation.at("/settings" + violation.pointer(), violation.rule(), violation.message()));
        }
        entered.keySet().stream()
                .filter(key -> checked.origins().size() != 1)
                .forEach(key -> all.add(Violation.at(
                        pointer(key),
                        "origin",
                        "a secret needs one address that it is bound to; the settings name none or several")));
        kept.forEach((key, secret) -> requireSameOrigin(key, secret, checked).forEach(all::add));
        return all;
    }

    private static List<Violation> requireSameOrigin(String key, StoredSecret secret, CheckedSettings checked) {
        if (checked.origins().equals(List.of(secret.origin()))) {
            return List.of();
        }
        String message = "the stored secret is bound to " + secret.origin() + ", but the settings name "
                + (checked.origins().isEmpty() ? "no address" : String.join(", ", checked.origins()))
                + ": enter the secret again";
        return List.of(Violation.at(pointer(key), "origin", message));
    }

    private void readSecret(String key, JsonNode value, Map<String, StoredSecret> stored) {
        StoredSecret before = stored.get(key);
        boolean keep = value.isMissingNode() || value.path("set").booleanValue();
        if (keep) {
            if (before != null) {
                kept.put(key, before);
            }
            return;
        }
        if (value.isTextual()) {
            enter(key, value.textValue());
        } else if (value.isObject()) {
            plain.set(key, value);
        } else if (!value.isNull()) {
            violations.add(Violation.at(
                    pointer(key), "secret", "expected: a text, {\"secret\": \"<name>\"}, or null to take it away"));
        }
    }

    private void enter(String key, String text) {
        boolean printable = text.chars().allMatch(each -> each > ' ' && each != 0x7f);
        if (text.isEmpty() || text.length() > MAX_SECRET || !printable) {
            violations.add(Violation.at(
                    pointer(key), "secret", "expected: 1 to " + MAX_SECRET + " characters without blanks"));
        } else if (INDIRECTION.matcher(text).matches()) {
            violations.add(Violation.at(
                    pointer(key),
                    "indirection",
                    "a request can't name a variable or file of the server (expected: the secret itself)"));
        }
        entered.put(key, Secret.of(text.isEmpty() ? PLACEHOLDER : text));
    }

    private static String pointer(String key) {
        return "/settings/" + key;
    }
}

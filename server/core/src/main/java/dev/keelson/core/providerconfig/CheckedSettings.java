package dev.keelson.core.providerconfig;

import dev.keelson.core.error.Violation;
import java.util.List;

/**
 * What a kind of provider says about settings.
 *
 * @param violations everything that is wrong, with pointers into the settings
 * @param origins where the provider will send its secrets, defaults included: scheme, host and port, each once
 */
public record CheckedSettings(List<Violation> violations, List<String> origins) {

    public CheckedSettings {
        violations = List.copyOf(violations);
        origins = List.copyOf(origins);
    }
}

package dev.keelson.core.providerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The kinds of providers that can be configured now. Safe for concurrent use. */
public interface ProviderKinds {

    /** In order of name. */
    List<ProviderKind> kinds();

    default Optional<ProviderKind> find(String name) {
        return kinds().stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** Checks settings of a kind that {@link #find} knows. A secret is any text, or {@code {"secret": "<name>"}}. */
    CheckedSettings check(String kind, JsonNode settings);
}

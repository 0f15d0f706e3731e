package dev.keelson.core.provider;

import java.util.List;

/** What recent calls say about a provider's models. Safe for concurrent use. */
public interface ProviderHealth {

    /** Nothing is known. */
    ProviderHealth UNKNOWN = new ProviderHealth() {
        @Override
        public List<ModelHealth> of(String provider) {
            return List.of();
        }

        @Override
        public void clear(String provider) {}
    };

    /** The models that were called, in order of name. */
    List<ModelHealth> of(String provider);

    /** Takes back that the provider's credential was refused or its quota used up: it was just seen to work. */
    void clear(String provider);
}

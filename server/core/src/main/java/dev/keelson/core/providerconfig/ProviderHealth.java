package dev.keelson.core.providerconfig;

import dev.keelson.core.resilience.TargetHealthBoard;
import dev.keelson.core.resilience.TargetStatus;
import java.util.List;

/** What recent calls say about a provider's models. Safe for concurrent use. */
public interface ProviderHealth {

    /** Nothing is known. */
    ProviderHealth UNKNOWN = new ProviderHealth() {
        @Override
        public List<TargetStatus> of(String provider) {
            return List.of();
        }

        @Override
        public void clear(String provider) {}
    };

    /** What this node's board says. */
    static ProviderHealth of(TargetHealthBoard board) {
        return new ProviderHealth() {
            @Override
            public List<TargetStatus> of(String provider) {
                return board.snapshot().stream()
                        .filter(status -> status.provider().equals(provider))
                        .toList();
            }

            @Override
            public void clear(String provider) {
                board.restored(provider);
            }
        };
    }

    /** The models that were called, in order of name. */
    List<TargetStatus> of(String provider);

    /**
     * Takes back that the provider's credential was refused or its quota used up: it was just seen to work, or configured
     * anew.
     */
    void clear(String provider);
}

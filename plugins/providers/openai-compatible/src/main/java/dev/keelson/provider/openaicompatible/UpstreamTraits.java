package dev.keelson.provider.openaicompatible;

import java.util.Set;

/**
 * What one upstream understands of the protocol.
 *
 * @param maxTokensField name of the field that limits the output: {@code max_tokens} or {@code max_completion_tokens}
 */
record UpstreamTraits(String maxTokensField, Set<Trait> traits) {

    UpstreamTraits {
        traits = Set.copyOf(traits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}

package dev.keelson.provider.perplexity;

import dev.keelson.provider.support.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What models sign their tool calls with and want back, by the id of the call. */
record ThoughtSignatures(Map<String, String> byCall) {
    static final String FIELD = "thought_signature";
    static final ThoughtSignatures NONE = new ThoughtSignatures(Map.of());
    private static final String STATE = "thought_signatures";

    ThoughtSignatures {
        byCall = Map.copyOf(byCall);
    }

    static ThoughtSignatures ofState(Optional<Object> state) {
        Map<String, String> all = new LinkedHashMap<>();
        state.flatMap(JsonFields::of)
                .flatMap(fields -> fields.object(STATE))
                .ifPresent(signatures -> signatures.map().forEach((call, signature) -> {
                    if (signature instanceof String text) {
                        all.put(call.toString(), text);
                    }
                }));
        return new ThoughtSignatures(all);
    }

    ThoughtSignatures and(ThoughtSignatures more) {
        Map<String, String> all = new LinkedHashMap<>(byCall);
        all.putAll(more.byCall);
        return new ThoughtSignatures(all);
    }

    Optional<String> of(String callId) {
        return Optional.ofNullable(byCall.get(callId));
    }

    /** For the host to keep with the turn; empty when nothing was signed. */
    Optional<Object> toState() {
        return byCall.isEmpty() ? Optional.empty() : Optional.of(Map.of(STATE, byCall));
    }
}

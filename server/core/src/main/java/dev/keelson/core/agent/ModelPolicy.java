package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which models may answer, and with which parameters: either the author's own targets in order of preference, or a tier
 * whose models are pinned when the definition is compiled. Parameters that versions of earlier releases did not have are
 * left out of the JSON while unset, so that those versions keep their digests.
 *
 * @param targets 1 to 10; empty with a tier
 * @param temperature 0 to 2; null leaves it to the provider
 * @param maxOutputTokens null leaves it to the provider
 * @param topP above 0, at most 1; null leaves it to the provider
 * @param reasoningEffort null leaves it to the provider
 * @param webSearch whether the model may search the web
 * @param hedge whether a slow call may be made a second time elsewhere
 * @param tier null with targets
 * @param objective null is {@link Objective#BALANCED}; only with a tier
 * @param providers configured providers that a tier may take models of; empty allows all
 * @param candidates pinned models by tier; empty with targets and in a draft's settings
 */
public record ModelPolicy(
        @JsonInclude(Include.NON_EMPTY) List<Target> targets,
        @Nullable Double temperature,
        @Nullable Integer maxOutputTokens,
        @JsonInclude(Include.NON_NULL) @Nullable Double topP,

        @JsonInclude(Include.NON_NULL) @JsonSerialize(converter = EffortName.class) @Nullable
        ReasoningEffort reasoningEffort,

        @JsonInclude(Include.NON_DEFAULT) boolean webSearch,
        @JsonInclude(Include.NON_DEFAULT) boolean hedge,
        @JsonInclude(Include.NON_NULL) @Nullable TierChoice tier,
        @JsonInclude(Include.NON_NULL) @Nullable Objective objective,
        @JsonInclude(Include.NON_EMPTY) List<String> providers,
        @JsonInclude(Include.NON_EMPTY) List<PinnedTier> candidates) {

    public ModelPolicy {
        targets = List.copyOf(targets);
        providers = List.copyOf(providers);
        candidates = List.copyOf(candidates);
    }

    /** The author's own targets, without the parameters of later releases. */
    public ModelPolicy(List<Target> targets, @Nullable Double temperature, @Nullable Integer maxOutputTokens) {
        this(targets, temperature, maxOutputTokens, null, null, false, false, null, null, List.of(), List.of());
    }

    /** Reads stored policies of every release: what an earlier one did not have is missing. */
    @JsonCreator
    static ModelPolicy stored(
            @JsonProperty("targets") @Nullable List<Target> targets,
            @JsonProperty("temperature") @Nullable Double temperature,
            @JsonProperty("maxOutputTokens") @Nullable Integer maxOutputTokens,
            @JsonProperty("topP") @Nullable Double topP,
            @JsonProperty("reasoningEffort") @Nullable String reasoningEffort,
            @JsonProperty("webSearch") @Nullable Boolean webSearch,
            @JsonProperty("hedge") @Nullable Boolean hedge,
            @JsonProperty("tier") @Nullable TierChoice tier,
            @JsonProperty("objective") @Nullable Objective objective,
            @JsonProperty("providers") @Nullable List<String> providers,
            @JsonProperty("candidates") @Nullable List<PinnedTier> candidates) {
        return new ModelPolicy(
                Objects.requireNonNullElse(targets, List.of()),
                temperature,
                maxOutputTokens,
                topP,
                reasoningEffort == null ? null : ReasoningEffort.valueOf(reasoningEffort.toUpperCase(Locale.ROOT)),
                Boolean.TRUE.equals(webSearch),
                Boolean.TRUE.equals(hedge),
                tier,
                objective,
                Objects.requireNonNullElse(providers, List.of()),
                Objects.requireNonNullElse(candidates, List.of()));
    }

    /** A model at a configured provider. */
    public record Target(String provider, String model) {

        /** {@code provider/model}. */
        public String id() {
            return provider + "/" + model;
        }
    }

    /**
     * The models of one tier that may answer.
     *
     * @param tier never AUTO
     */
    public record PinnedTier(TierChoice tier, List<Target> targets) {

        public PinnedTier {
            targets = List.copyOf(targets);
        }
    }

    /** The same policy with these models pinned. */
    public ModelPolicy withCandidates(List<PinnedTier> pinned) {
        return new ModelPolicy(
                targets,
                temperature,
                maxOutputTokens,
                topP,
                reasoningEffort,
                webSearch,
                hedge,
                tier,
                objective,
                providers,
                pinned);
    }

    /** Every model that may ever answer: the author's and the pinned ones. */
    public Stream<Target> allTargets() {
        return Stream.concat(targets.stream(), candidates.stream().flatMap(each -> each.targets().stream()));
    }

    /** Efforts as they stand in settings: {@code high}. */
    static final class EffortName extends StdConverter<ReasoningEffort, String> {

        @Override
        public String convert(ReasoningEffort effort) {
            return effort.name().toLowerCase(Locale.ROOT);
        }
    }
}

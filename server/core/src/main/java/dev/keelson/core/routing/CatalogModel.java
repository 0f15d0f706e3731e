package dev.keelson.core.routing;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows of a model.
 *
 * @param provider configured name or kind of the provider
 * @param prices null when unknown; unknown is never free
 * @param retiresOn first day on which it no longer answers; null when none is announced
 * @param capabilities words of {@link Ability} and others that only people read
 * @param reasoningEfforts empty when unknown or none
 */
public record CatalogModel(
        String provider,
        String id,
        Tier tier,
        Status status,
        Limits limits,
        @Nullable ModelPrices prices,
        @Nullable LocalDate retiresOn,
        List<String> capabilities,
        List<String> reasoningEfforts,
        @Nullable String notes) {

    public CatalogModel {
        capabilities = List.copyOf(capabilities);
        reasoningEfforts = List.copyOf(reasoningEfforts);
    }

    /** Whether its provider still wants it to be used. Only active models are pinned for a tier. */
    public enum Status {
        ACTIVE,
        PREVIEW,
        LEGACY,
        DEPRECATED,
        RETIRED;

        /** The name as it stands in the catalogue: {@code active}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Tokens of input and output together, and of output alone; null when unknown. */
    public record Limits(
            @Nullable Integer contextWindow, @Nullable Integer maxOutputTokens) {}

    boolean isRetiredOn(LocalDate day) {
        return status == Status.RETIRED || (retiresOn != null && !day.isBefore(retiresOn));
    }

    /** The needed abilities that it lacks, in a fixed order. */
    List<Ability> lacks(Set<Ability> needed) {
        return needed.stream()
                .filter(each -> !capabilities.contains(each.word()))
                .sorted()
                .toList();
    }
}

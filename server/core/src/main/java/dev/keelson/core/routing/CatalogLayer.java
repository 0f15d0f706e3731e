package dev.keelson.core.routing;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Entries from one source; the catalogue in force is several of them, one over the other.
 *
 * @param asOf day on which the entries were looked up
 */
public record CatalogLayer(Origin origin, LocalDate asOf, List<CatalogModel> models) {

    public CatalogLayer {
        models = List.copyOf(models);
    }

    /** Where entries come from; a later one goes over an earlier one. */
    public enum Origin {
        BUILT_IN,
        FILE,
        API;

        /** The name as it stands in answers: {@code built-in}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

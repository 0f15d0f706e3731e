package dev.keelson.core.consumer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An API key that calls an agent: what it declared about itself and what was seen of it.
 *
 * @param revision of the whole, for compare-and-set
 * @param declared null when nothing was declared
 * @param uses one for each alias or number that was called, at most {@value #MAX_USES}, the last used first
 */
public record Consumer(
        String agent, String keyId, long revision, @Nullable Declaration declared, List<ObservedUse> uses) {
    static final int MAX_USES = 50;

    public Consumer {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(keyId, "keyId");
        uses = List.copyOf(uses);
    }

    /** Before anything is known. */
    static Consumer unknown(String agent, String keyId) {
        return new Consumer(agent, keyId, 0, null, List.of());
    }

    /**
     * What a consumer says about itself.
     *
     * @param aliases that it calls
     * @param fields of the output that it reads, as JSON Pointers; null when it does not say
     * @param contact whom to tell of changes, at most 200 characters
     * @param exhaustiveEnums whether it breaks on a value of an enum that it does not know
     * @param revision 1, 2, 3... of the declaration alone
     */
    public record Declaration(
            List<String> aliases,
            @Nullable List<String> fields,
            String contact,
            boolean exhaustiveEnums,
            int revision,
            Instant declaredAt,
            String declaredBy) {

        public Declaration {
            aliases = List.copyOf(aliases);
            fields = fields == null ? null : List.copyOf(fields);
        }
    }

    /** Empty when this alias or number was never called. */
    public Optional<ObservedUse> use(String ref) {
        return uses.stream().filter(use -> use.ref().equals(ref)).findFirst();
    }

    Consumer with(ObservedUse seen, LocalDate today) {
        ObservedUse merged =
                use(seen.ref()).map(known -> known.plus(seen)).orElse(seen).keptOn(today);
        List<ObservedUse> all = Stream.concat(
                        Stream.of(merged),
                        uses.stream().filter(use -> !use.ref().equals(seen.ref())))
                .sorted(Comparator.comparing(ObservedUse::lastUsedAt).reversed())
                .limit(MAX_USES)
                .toList();
        return new Consumer(agent, keyId, revision + 1, declared, all);
    }

    Consumer with(Declaration next) {
        return new Consumer(agent, keyId, revision + 1, next, uses);
    }
}

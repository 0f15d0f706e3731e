package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.NullSpelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Looks for one value that shows that a change breaks: first a plain instance with one thing at a time taken otherwise,
 * then instances at random. Everything found was checked by the validator. The same schemas give the same answer. Bounded
 * in instances, but takes some ten milliseconds: not for an event loop.
 */
final class CounterExamples {
    private static final long SEED = 20_260_725;
    private static final int ENOUGH = 24;

    private final int maxInstances;

    CounterExamples(int maxInstances) {
        this.maxInstances = maxInstances;
    }

    /** The one that shows the worst change, and the smallest of those; empty proves nothing. */
    Optional<CounterExample> find(Direction direction, JsonNode old, JsonNode next, List<ContractChange> changes) {
        return Trial.of(direction, old, next).flatMap(trial -> {
            Place before = new SchemaDocument(NullSpelling.spelledOut(old)).root();
            Place after = new SchemaDocument(NullSpelling.spelledOut(next)).root();
            Pair pair = new Pair(before, after);
            List<CounterExample> found =
                    new Search(trial, pair.writer(direction), pair.reader(direction), maxInstances).run();
            return best(found, changes).map(example -> new Shrinking(trial, changes).smallest(example));
        });
    }

    private static Optional<CounterExample> best(List<CounterExample> found, List<ContractChange> changes) {
        return found.stream()
                .max(Comparator.<CounterExample>comparingInt(example -> Evidence.of(example, changes))
                        .thenComparing(
                                Comparator.comparingInt(CounterExamples::size).reversed()));
    }

    static int size(CounterExample example) {
        return example.instance().toString().length();
    }

    /** Goes through instances until enough were found. */
    private static final class Search {
        private final Trial trial;
        private final Place writer;
        private final Place reader;
        private final Random random = new Random(SEED);
        private final Set<JsonNode> tried = new HashSet<>();
        private final List<CounterExample> found = new ArrayList<>();
        private int left;

        Search(Trial trial, Place writer, Place reader, int maxInstances) {
            this.trial = trial;
            this.writer = writer;
            this.reader = reader;
            this.left = maxInstances;
        }

        List<CounterExample> run() {
            int part = left / 3;
            vary(Choices.plain(true), left - part);
            vary(Choices.plain(false), left - part);
            while (left > 0 && found.size() < ENOUGH) {
                attempt(Choices.random(random));
            }
            return found;
        }

        /** One choice at a time, until only {@code until} instances are left. */
        private void vary(Choices base, int until) {
            attempt(base);
            List<Integer> sizes = base.sizes();
            int most = sizes.stream().mapToInt(Integer::intValue).max().orElse(0);
            for (int other = 1; other < most; other++) {
                for (int i = 0; i < sizes.size() && left > until; i++) {
                    if (other < sizes.get(i)) {
                        attempt(base.but(i, other));
                    }
                }
            }
        }

        private void attempt(Choices choices) {
            left--;
            JsonNode instance = new InstanceMaker(choices).make(writer, reader);
            if (tried.add(instance)) {
                trial.disprove(instance).ifPresent(found::add);
            }
        }
    }
}

package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that a document has under one path: a missing field counts as null, an array counts by its elements.
 *
 * @param throughArray whether an array was met, so that there may be several values
 */
record IndexedValues(List<@Nullable Object> values, boolean throughArray) {

    static IndexedValues of(Document document, String path) {
        Collector collector = new Collector(path.split("\\.", -1));
        collector.collect(document, 0);
        return new IndexedValues(collector.values, collector.throughArray);
    }

    /** The same without what is missing, for those who want to know only what is there. */
    static List<@Nullable Object> existing(Document document, String path) {
        Collector collector = new Collector(path.split("\\.", -1));
        collector.onlyExisting = true;
        collector.collect(document, 0);
        return collector.values;
    }

    /** Walks down one path. */
    private static final class Collector {
        private final String[] steps;
        private final List<@Nullable Object> values = new ArrayList<>(1);
        private boolean throughArray;
        private boolean onlyExisting;

        private Collector(String[] steps) {
            this.steps = steps;
        }

        private void collect(@Nullable Object node, int step) {
            if (node instanceof Collection<?> elements) {
                throughArray = true;
                collectElements(elements, step);
                return;
            }
            if (step == steps.length) {
                values.add(node);
                return;
            }
            if (node instanceof Document document && (!onlyExisting || document.containsKey(steps[step]))) {
                collect(document.get(steps[step]), step + 1);
                return;
            }
            addMissing();
        }

        private void addMissing() {
            if (!onlyExisting) {
                values.add(null);
            }
        }

        private void collectElements(Collection<?> elements, int step) {
            if (step == steps.length) {
                addElements(elements);
                return;
            }
            if (elements.isEmpty()) {
                addMissing();
            }
            for (Object element : elements) {
                collect(element, step);
            }
        }

        // An empty array is an entry of its own, so that the document is in the index at all.
        private void addElements(Collection<?> elements) {
            if (elements.isEmpty() && !onlyExisting) {
                values.add(elements);
            }
            values.addAll(elements);
        }
    }
}

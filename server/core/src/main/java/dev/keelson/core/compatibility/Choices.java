package dev.keelson.core.compatibility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The choices that lead to one instance, so that instances can be made again with a single choice taken otherwise. Confined
 * to one thread.
 */
final class Choices {
    /** One in so many choices is not the first. */
    private static final int RARELY = 4;

    private final Map<Integer, Integer> taken;
    private final boolean optionalPresent;
    private final @Nullable Random random;
    private final List<Integer> sizes = new ArrayList<>();

    private Choices(Map<Integer, Integer> taken, boolean optionalPresent, @Nullable Random random) {
        this.taken = Map.copyOf(taken);
        this.optionalPresent = optionalPresent;
        this.random = random;
    }

    /** The first of each choice; what is optional is present or not throughout. */
    static Choices plain(boolean optionalPresent) {
        return new Choices(Map.of(), optionalPresent, null);
    }

    static Choices random(Random random) {
        return new Choices(Map.of(), random.nextBoolean(), random);
    }

    /** The same choices but for one. */
    Choices but(int index, int otherwise) {
        Map<Integer, Integer> changed = new HashMap<>(taken);
        changed.put(index, otherwise);
        return new Choices(changed, optionalPresent, null);
    }

    /** How many ways there were at each choice so far. */
    List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    /** A number below {@code size}; early ones are what the writing schema asks for. */
    int next(int size) {
        int index = sizes.size();
        sizes.add(size);
        if (size <= 1) {
            return 0;
        }
        if (random != null) {
            int spread = random.nextInt(2) == 0 ? size : Math.min(size, 6);
            return random.nextInt(RARELY) == 0 ? random.nextInt(spread) : 0;
        }
        return Math.min(size - 1, taken.getOrDefault(index, 0));
    }

    /** Whether something optional is there. */
    boolean present() {
        return (next(2) == 1) != (optionalPresent ^ (random != null && random.nextBoolean()));
    }

    /** Whether something is there that should be, but for one choice. */
    boolean demanded() {
        return next(2) == 0;
    }
}

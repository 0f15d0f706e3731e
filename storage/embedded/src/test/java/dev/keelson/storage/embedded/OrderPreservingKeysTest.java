package dev.keelson.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrderPreservingKeysTest {
    /** Ascending, as MongoDB sorts. */
    private static final List<Object> ASCENDING = Arrays.asList(
            MinKey.getInstance(),
            null,
            Double.NEGATIVE_INFINITY,
            Long.MIN_VALUE,
            -1.5,
            -1,
            0,
            1e-300,
            1,
            1.5,
            9_007_199_254_740_992L,
            9_007_199_254_740_993L,
            9_007_199_254_740_994L,
            Long.MAX_VALUE - 1,
            Double.POSITIVE_INFINITY,
            "",
            "\u0000",
            "\u0000a",
            "a",
            "a\u0000",
            "ab",
            "b",
            "\u00e9",
            "\u20ac",
            new Document(),
            new Document("a", 1),
            new Document("a", 2),
            new Document("b", 1),
            new Document("a", "x"),
            List.of(),
            List.of(1),
            List.of(1, 2),
            new BinData(new byte[] {5}),
            new BinData(new byte[] {0, 0}),
            new ObjectId("000000000000000000000001"),
            new ObjectId("ff0000000000000000000000"),
            false,
            true,
            Instant.EPOCH.minusMillis(1),
            Instant.EPOCH,
            MaxKey.getInstance());

    @Test
    void sortsLikeTheValues() {
        for (int i = 0; i + 1 < ASCENDING.size(); i++) {
            Object lower = ASCENDING.get(i);
            Object higher = ASCENDING.get(i + 1);
            assertThat(Arrays.compareUnsigned(key(lower, true), key(higher, true)))
                    .as("%s < %s", lower, higher)
                    .isNegative();
            assertThat(Arrays.compareUnsigned(key(lower, false), key(higher, false)))
                    .as("%s < %s, descending", lower, higher)
                    .isPositive();
        }
    }

    @Test
    void makesNoKeyTheBeginningOfAnother() {
        for (boolean ascending : List.of(true, false)) {
            List<byte[]> keys = new ArrayList<>();
            ASCENDING.forEach(value -> keys.add(key(value, ascending)));
            for (byte[] key : keys) {
                for (byte[] other : keys) {
                    boolean beginning =
                            key.length < other.length && Arrays.equals(key, Arrays.copyOf(other, key.length));
                    assertThat(beginning).isFalse();
                }
            }
        }
    }

    @Test
    void treatsEqualNumbersOfAnyTypeAlike() {
        assertThat(key(1, true)).isEqualTo(key(1L, true)).isEqualTo(key(1.0, true));
        assertThat(key(0.0, true)).isEqualTo(key(-0.0, true));
        assertThat(key(new Document("a", 1), true)).isEqualTo(key(new Document("a", 1.0), true));
    }

    private static byte[] key(Object value, boolean ascending) {
        KeyBytes key = new KeyBytes();
        OrderPreservingKeys.append(value, ascending, key);
        return key.toArray();
    }
}

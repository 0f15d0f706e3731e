package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The embedder without a model. */
class HashingEmbedderTest {
    @Test
    void putsTextsWithSharedWordsNearEachOther() {
        List<float[]> vectors = Stages.value(new HashingEmbedder()
                .embed(List.of("broken bicycle brake", "a broken brake", "invoice was paid twice", "")));

        assertThat(dot(vectors.get(0), vectors.get(1))).isGreaterThan(dot(vectors.get(0), vectors.get(2)) + 0.3);
        assertThat(vectors).allSatisfy(vector -> assertThat(dot(vector, vector)).isEqualTo(1, within(1e-5)));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}

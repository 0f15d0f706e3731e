package dev.keelson.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JudgedTest {
    private static final LabelledInput LABELLED = new LabelledInput(
            "test", ApiClient.json("{}"), ApiClient.json("{\"minutes\":42,\"cause\":null,\"kind\":\"fire\"}"));

    @Test
    void comparesNumbersByValue() {
        Judged judged = new Judged(LABELLED, ApiClient.json("{\"minutes\":42.0,\"cause\":null,\"kind\":\"water\"}"));

        assertThat(judged.isRight("minutes")).isTrue();
        assertThat(judged.isRight("kind")).isFalse();
    }

    @Test
    void takesAnAbsentFieldForNull() {
        assertThat(new Judged(LABELLED, ApiClient.json("{}")).isRight("cause")).isTrue();
        assertThat(new Judged(LABELLED, ApiClient.json("{}")).isRight("minutes"))
                .isFalse();
    }

    @Test
    void countsARefusalAsWrongInEveryField() {
        Judged refused = new Judged(LABELLED, null);

        assertThat(refused.isRefused()).isTrue();
        assertThat(refused.isRight("cause")).isFalse();
    }
}

package dev.keelson.provider.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The embeddings of one request's texts. */
final class Vectors {
    private final Map<String, float[]> byText = new HashMap<>();

    Vectors(List<String> texts, List<float[]> vectors) {
        for (int i = 0; i < texts.size(); i++) {
            byText.put(texts.get(i), vectors.get(i));
        }
    }

    /** Cosine similarity, -1 to 1; 0 when one of the texts was not embedded. */
    double similarity(String left, String right) {
        float[] a = byText.get(left);
        float[] b = byText.get(right);
        if (a == null || b == null) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}

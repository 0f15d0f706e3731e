package dev.keelson.provider.local;

import java.util.List;

/**
 * Learns from a few labelled texts which value a new text belongs to: kernel ridge regression, one target per value, solved
 * exactly. A few dozen samples take less time than embedding one sentence.
 */
final class KernelClassifier {
    private static final double RIDGE = 0.3;

    private final Kernel kernel;
    private final List<Sample> samples;
    private final List<String> values;
    /** One row per sample, one column per value. */
    private final double[][] coefficients;

    KernelClassifier(Kernel kernel, List<Sample> samples, List<String> values) {
        this.kernel = kernel;
        this.samples = samples;
        this.values = values;
        coefficients = solve(gram(), targets());
    }

    /** One score per value, in the values' order; about 1 for a sure yes and 0 for a sure no. */
    double[] scores(String text) {
        var scores = new double[values.size()];
        for (int i = 0; i < samples.size(); i++) {
            double nearness = kernel.value(text, samples.get(i).text());
            for (int v = 0; v < scores.length; v++) {
                scores[v] += nearness * coefficients[i][v];
            }
        }
        for (int v = 0; v < scores.length; v++) {
            scores[v] += prior();
        }
        return scores;
    }

    private double prior() {
        return 1.0 / values.size();
    }

    private double[][] gram() {
        int n = samples.size();
        var gram = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double nearness =
                        kernel.value(samples.get(i).text(), samples.get(j).text());
                gram[i][j] = nearness;
                gram[j][i] = nearness;
            }
            gram[i][i] += RIDGE / weight(samples.get(i));
        }
        return gram;
    }

    /** Values with many samples must not win by number. */
    private double weight(Sample sample) {
        double ofValue = samples.stream()
                .filter(other -> other.value().equals(sample.value()))
                .mapToDouble(Sample::weight)
                .sum();
        double fair = samples.stream().mapToDouble(Sample::weight).sum() / values.size();
        return sample.weight() * Math.sqrt(fair / ofValue);
    }

    private double[][] targets() {
        var targets = new double[samples.size()][values.size()];
        for (int i = 0; i < targets.length; i++) {
            for (int v = 0; v < values.size(); v++) {
                double target = samples.get(i).value().equals(values.get(v)) ? 1 : 0;
                targets[i][v] = target - prior();
            }
        }
        return targets;
    }

    /** Cholesky; the ridge keeps the matrix positive definite. */
    private static double[][] solve(double[][] matrix, double[][] right) {
        int n = matrix.length;
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                for (int i = j; i < n; i++) {
                    matrix[i][j] -= matrix[i][k] * matrix[j][k];
                }
            }
            double root = Math.sqrt(matrix[j][j]);
            for (int i = j; i < n; i++) {
                matrix[i][j] /= root;
            }
        }
        for (int v = 0; n > 0 && v < right[0].length; v++) {
            substitute(matrix, right, v);
        }
        return right;
    }

    private static void substitute(double[][] lower, double[][] right, int column) {
        int n = lower.length;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                right[i][column] -= lower[i][k] * right[k][column];
            }
            right[i][column] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                right[i][column] -= lower[k][i] * right[k][column];
            }
            right[i][column] /= lower[i][i];
        }
    }
}

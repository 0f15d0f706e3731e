package dev.keelson.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Middle values of a target's cells over the rounds. */
final class Medians {
    private final List<Cell> cells;

    Medians(List<Cell> cells) {
        this.cells = List.copyOf(cells);
    }

    double of(ToDoubleFunction<Cell> value) {
        return middle(cells.stream().mapToDouble(value).sorted().toArray());
    }

    double min(ToDoubleFunction<Cell> value) {
        return cells.stream().mapToDouble(value).min().orElseThrow();
    }

    double max(ToDoubleFunction<Cell> value) {
        return cells.stream().mapToDouble(value).max().orElseThrow();
    }

    long errors() {
        return cells.stream().mapToLong(Cell::errors).sum();
    }

    /** Of sorted values. */
    static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

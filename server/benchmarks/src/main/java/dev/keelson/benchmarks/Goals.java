package dev.keelson.benchmarks;

import java.util.Locale;

/** Prints a measured value beside its goal. */
final class Goals {
    private Goals() {}

    static void atMost(String name, double value, double max) {
        print(name, value, "<= " + text(max), value <= max);
    }

    static void atLeast(String name, double value, double min) {
        print(name, value, ">= " + text(min), value >= min);
    }

    private static void print(String name, double value, String goal, boolean met) {
        System.out.printf(Locale.ROOT, "%-52s %8.3f   goal %s  %s%n", name, value, goal, met ? "met" : "NOT met");
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}

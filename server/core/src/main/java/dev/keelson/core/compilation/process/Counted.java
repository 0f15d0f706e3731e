package dev.keelson.core.compilation.process;

/** Numbers of things in sentences. */
final class Counted {

    private Counted() {}

    /** {@code 1 field}, {@code 2 fields}, {@code no fields}. */
    static String of(int number, String noun) {
        return (number == 0 ? "no" : Integer.toString(number)) + " " + noun + (number == 1 ? "" : "s");
    }
}

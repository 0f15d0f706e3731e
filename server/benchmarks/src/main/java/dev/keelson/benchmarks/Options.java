package dev.keelson.benchmarks;

import java.util.List;

/** Numbers given to a benchmark as {@code --name value}. */
final class Options {
    private final List<String> arguments;

    private Options(List<String> arguments) {
        this.arguments = arguments;
    }

    static Options of(String... arguments) {
        return new Options(List.of(arguments));
    }

    /** The number after {@code name}, such as {@code --seconds}; 1 or more. */
    int number(String name, int usual) {
        int at = arguments.indexOf(name);
        if (at < 0) {
            return usual;
        }
        if (at + 1 == arguments.size()) {
            throw new IllegalArgumentException(name + ": no value (expected: a number)");
        }
        int number = Integer.parseInt(arguments.get(at + 1));
        if (number < 1) {
            throw new IllegalArgumentException(name + ": " + number + " (expected: >= 1)");
        }
        return number;
    }
}

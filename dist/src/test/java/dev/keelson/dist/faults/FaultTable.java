package dev.keelson.dist.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the suite prints at its end: fault, calls, answered right, longest time. */
final class FaultTable {
    private static final Path FILE = Path.of("target", "fault-table.md");
    private static final Map<String, String> ROWS = new TreeMap<>();

    private FaultTable() {}

    /** {@code right}: answers that are what the table of faults asks for, errors that it asks for among them. */
    static synchronized void row(String id, String fault, long calls, long right, long longestMillis) {
        ROWS.put(
                id,
                String.format(Locale.ROOT, "| %s | %s | %d | %d | %d ms |", id, fault, calls, right, longestMillis));
    }

    static synchronized void print() {
        String table = "| | fault | calls | answered right | longest |\n|---|---|---|---|---|\n"
                + String.join("\n", ROWS.values()) + "\n";
        System.out.println(table);
        try {
            Files.writeString(FILE, table);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package dev.keelson.provider.openai;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives tools names that OpenAI accepts, and finds the tool that a call means. */
final class ToolNames {
    private static final int MAX_LENGTH = 64;

    private final Map<String, String> wireNames = new HashMap<>();
    private final Map<String, String> originals = new HashMap<>();

    /** {@code names}: of the tools on offer; a name that is fine as it is keeps itself. */
    ToolNames(List<String> names) {
        names.stream().filter(name -> safe(name).equals(name)).forEach(name -> add(name, name));
        names.stream().filter(name -> !wireNames.containsKey(name)).forEach(name -> add(name, free(safe(name))));
    }

    /** Letters, digits, hyphens and underscores, at most 64. */
    static String safe(String name) {
        String clean = name.replaceAll("[^a-zA-Z0-9_-]", "_");
        String filled = clean.isEmpty() ? "_" : clean;
        return filled.length() <= MAX_LENGTH ? filled : filled.substring(0, MAX_LENGTH);
    }

    /** Also for a tool that is no longer on offer but was called before. */
    String toWire(String name) {
        return wireNames.getOrDefault(name, safe(name));
    }

    /** A name that nobody offered stays as it is: the host says what is wrong with it. */
    String fromWire(String name) {
        return originals.getOrDefault(name, name);
    }

    private void add(String name, String wireName) {
        wireNames.put(name, wireName);
        originals.put(wireName, name);
    }

    private String free(String wanted) {
        String candidate = wanted;
        for (int i = 2; originals.containsKey(candidate); i++) {
            String suffix = "_" + i;
            candidate = wanted.substring(0, Math.min(wanted.length(), MAX_LENGTH - suffix.length())) + suffix;
        }
        return candidate;
    }
}

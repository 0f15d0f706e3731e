package dev.keelson.provider.google;

import dev.keelson.plugin.api.tool.ToolSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of functions within Gemini's rules: a letter or underscore first, at most 128 characters. */
final class ToolNames {
    private static final int MAX_LENGTH = 128;

    private final Map<String, String> wireNames = new HashMap<>();
    private final Map<String, String> ownNames = new HashMap<>();

    ToolNames(List<ToolSpec> tools) {
        // Names that need no change go first, so that a changed one never takes theirs.
        tools.stream().map(ToolSpec::name).filter(ToolNames::isLegal).forEach(name -> put(name, name));
        tools.stream().map(ToolSpec::name).filter(name -> !isLegal(name)).forEach(name -> put(name, free(name)));
    }

    String wire(String own) {
        return wireNames.getOrDefault(own, legal(own));
    }

    /** A name that nobody declared stays as the model wrote it: the host says that there is no such tool. */
    String own(String wire) {
        return ownNames.getOrDefault(wire, wire);
    }

    private void put(String own, String wire) {
        wireNames.put(own, wire);
        ownNames.put(wire, own);
    }

    private String free(String own) {
        String name = legal(own);
        while (ownNames.containsKey(name)) {
            name = legal("_" + name);
        }
        return name;
    }

    private static boolean isLegal(String name) {
        return legal(name).equals(name);
    }

    private static String legal(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9_.:-]", "_");
        String started = clean.matches("[A-Za-z_].*") ? clean : "_" + clean;
        return started.length() <= MAX_LENGTH ? started : started.substring(0, MAX_LENGTH);
    }
}

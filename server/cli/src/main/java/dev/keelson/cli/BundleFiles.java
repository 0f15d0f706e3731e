package dev.keelson.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An agent's bundle as files, the same text for the same agent: {@code agent.yaml}, {@code spec.md}, {@code aliases.yaml},
 * {@code suites/<name>.yaml}, {@code versions/0001.json}, and for specs in free prose {@code reading.md} with
 * {@code reading-sources.yaml}. What people edit is YAML and Markdown; versions are never edited, so they are JSON.
 */
final class BundleFiles {
    static final String FORMAT = "keelson.agent/1";
    private static final String AGENT = "agent.yaml";
    private static final String SPEC = "spec.md";
    private static final String READING = "reading.md";
    private static final String SOURCES = "reading-sources.yaml";
    private static final String ALIASES = "aliases.yaml";
    private static final String SUITES = "suites/";
    private static final String VERSIONS = "versions/";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .build();

    private BundleFiles() {}

    /** Text by path below the agent's directory, in order of path. */
    static SortedMap<String, String> write(JsonNode bundle) {
        SortedMap<String, String> files = new TreeMap<>();
        ObjectNode agent =
                object().put("format", FORMAT).put("agent", bundle.path("agent").asText());
        agent.set("settings", bundle.path("settings"));
        files.put(AGENT, yaml(agent));
        files.put(SPEC, bundle.path("spec").asText());
        if (bundle.has("reading")) {
            files.put(READING, bundle.path("reading").path("markdown").asText());
            files.put(SOURCES, yaml(bundle.path("reading").path("sources")));
        }
        files.put(ALIASES, yaml(bundle.path("aliases")));
        for (JsonNode suite : bundle.path("suites")) {
            files.put(SUITES + suite.path("name").asText() + ".yaml", yaml(suite));
        }
        for (JsonNode version : bundle.path("versions")) {
            files.put(VERSIONS + "%04d.json".formatted(version.path("number").asInt()), json(version));
        }
        return files;
    }

    /** Throws {@link CommandFailure} that names the file. Files of other names are left alone. */
    static JsonNode read(Map<String, String> files) {
        JsonNode agent = parseYaml(files, AGENT);
        if (!agent.path("format").asText().equals(FORMAT)) {
            throw new CommandFailure(AGENT + ": format is " + agent.path("format") + " (expected: " + FORMAT + ")");
        }
        ObjectNode bundle = object().put("agent", agent.path("agent").asText());
        bundle.put("spec", required(files, SPEC));
        bundle.set("settings", agent.path("settings"));
        if (files.containsKey(READING)) {
            ObjectNode reading = bundle.putObject("reading").put("markdown", files.get(READING));
            reading.set("sources", parseYaml(files, SOURCES));
        }
        ArrayNode versions = bundle.putArray("versions");
        bundle.set("aliases", files.containsKey(ALIASES) ? parseYaml(files, ALIASES) : object().arrayNode());
        ArrayNode suites = bundle.putArray("suites");
        for (String path : new TreeMap<>(files).keySet()) {
            if (path.startsWith(VERSIONS) && path.endsWith(".json")) {
                versions.add(parseJson(files, path));
            }
            if (path.startsWith(SUITES) && path.endsWith(".yaml")) {
                suites.add(parseYaml(files, path));
            }
        }
        return bundle;
    }

    private static ObjectNode object() {
        return ApiClient.JSON.createObjectNode();
    }

    private static String yaml(JsonNode value) {
        try {
            return YAML.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String json(JsonNode value) {
        return value.toPrettyString() + "\n";
    }

    private static JsonNode parseYaml(Map<String, String> files, String path) {
        try {
            return YAML.readTree(required(files, path));
        } catch (JsonProcessingException broken) {
            throw new CommandFailure(path + ": not YAML: " + broken.getOriginalMessage(), broken);
        }
    }

    private static JsonNode parseJson(Map<String, String> files, String path) {
        try {
            return ApiClient.JSON.readTree(required(files, path));
        } catch (JsonProcessingException broken) {
            throw new CommandFailure(path + ": not JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private static String required(Map<String, String> files, String path) {
        String text = files.get(path);
        if (text == null) {
            throw new CommandFailure(path + ": the file is missing");
        }
        return text;
    }
}

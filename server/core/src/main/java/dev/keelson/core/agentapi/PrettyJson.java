package dev.keelson.core.agentapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.keelson.core.common.Json;
import java.io.UncheckedIOException;

/** JSON for people, the same on every system, with everything invisible escaped. */
final class PrettyJson {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = Json.mapper()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

    private PrettyJson() {}

    static String of(JsonNode json) {
        try {
            return SafeText.json(WRITER.writeValueAsString(json));
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
    }
}

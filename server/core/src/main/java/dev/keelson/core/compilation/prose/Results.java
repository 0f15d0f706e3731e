package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.question.Question;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the processes of this package read of each other's results. */
final class Results {
    static final String FORM = "form";
    static final String PROSE = "prose";
    static final String FIELDS = "fields";
    /** What a model read, as it answered. */
    static final String READ = "read";

    static final String NO_DEFINITION =
            "The draft has no definition yet: its spec is free prose that no model has read.";

    private Results() {}

    /** The result of a process; missing when it was skipped. */
    static JsonNode of(ProcessInput input, ProcessName name) {
        return Objects.requireNonNullElse(input.results().get(name), MissingNode.getInstance());
    }

    static boolean isProse(ProcessInput input) {
        return of(input, ProcessName.READ).path(FORM).asText().equals(PROSE);
    }

    /** The definition of the spec as it is now; null while there is none. */
    static @Nullable AgentDefinition current(ProcessInput input) {
        AgentDefinition definition = input.definition();
        return definition != null && definition.spec().equals(input.spec()) ? definition : null;
    }

    static ArrayNode questions(Collection<Question> questions) {
        ArrayNode array = Json.mapper().createArrayNode();
        questions.forEach(question -> array.add(question.json()));
        return array;
    }

    static String counted(int count, String one) {
        return count + " " + (count == 1 ? one : one + "s");
    }
}

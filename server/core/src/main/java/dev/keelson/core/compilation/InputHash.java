package dev.keelson.core.compilation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.Json;
import java.util.List;

/** One hash of everything that a process's result depends on. */
final class InputHash {

    private InputHash() {}

    /**
     * {@code definition}: digest of the draft's definition. It counts for what works on it, and for the process that made it:
     * that one has nothing to do while its work still lies in the draft.
     */
    static String of(Compilation compilation, CompilationProcess process, String surroundings, String definition) {
        ObjectNode input = Json.object()
                .put("process", process.name().id())
                .put("revision", process.revision())
                .put("surroundings", surroundings)
                .put("draft", compilation.order().draftDigest())
                .put("schemaChange", compilation.order().schemaChangeWanted())
                .put("definition", definition);
        ObjectNode needs = input.putObject("needs");
        for (ProcessName need : List.copyOf(process.needs())) {
            ProcessRecord record = compilation.processes().get(need);
            String result = record == null ? null : record.result();
            needs.put(need.id(), result == null ? "none" : result);
        }
        return CanonicalJson.digest(input);
    }
}

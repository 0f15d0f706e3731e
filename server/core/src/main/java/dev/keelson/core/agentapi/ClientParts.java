package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.ErrorCode;
import java.util.List;
import java.util.Optional;

/** What every generated client is made of, whatever its language. */
record ClientParts(AgentApi api, ClientTypes input, ClientTypes output, Optional<JsonNode> example) {

    static ClientParts of(AgentApi api) {
        String prefix = api.typePrefix();
        return new ClientParts(
                api,
                ClientTypeReader.read(api.definition().contract().input(), prefix + "Input"),
                ClientTypeReader.read(api.definition().contract().output(), prefix + "Output"),
                SampleInput.of(api.definition()));
    }

    String title() {
        return api.definition().title();
    }

    /** Where the client comes from, in words for a comment. */
    String origin() {
        String version = api.version() == null ? "a draft" : "version " + api.version();
        return "Keelson agent " + api.ref() + ", contract " + api.contractLabel() + " (" + version + ")";
    }

    List<String> problemCodes() {
        return RunProblems.CODES.stream().map(ErrorCode::id).toList();
    }
}

package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.provider.ToolCall;
import java.util.List;

/** How a provider's upstream talks, so that {@link HttpProviderContractTest} can play it. */
public interface ProviderWire {
    /** The input tokens that every answer reports. */
    int INPUT_TOKENS = 11;

    /** The output tokens that every answer reports. */
    int OUTPUT_TOKENS = 7;

    /** Whether the request asks for a stream. */
    boolean asksForStream(RecordedRequest request);

    /** A complete answer with this text and the usage above. */
    StubAnswer text(String text);

    /** A complete answer that calls one tool. */
    StubAnswer toolCall(ToolCall call);

    /** A stream that has sent these pieces of text and is not at its end. */
    StubAnswer openStream(List<String> deltas);

    /** The same stream brought to its proper end, with the usage above. */
    StubAnswer finishedStream(List<String> deltas);

    /** A complete stream that calls one tool. */
    StubAnswer streamedToolCall(ToolCall call);

    /** An open stream in which the upstream then reports an internal error of its own. */
    StubAnswer failingStream(List<String> deltas, String message);

    /** An error as the upstream words it, with the headers given as full lines. */
    StubAnswer error(int status, String message, String... headers);
}

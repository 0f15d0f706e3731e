package dev.keelson.dist.faults;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** How a kind of provider words its answers, streams and errors. */
enum Shape {
    OPENAI("openai-compatible", "/v1") {
        @Override
        String answer(String text, String reason) {
            return "{\"id\":\"c-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":" + quoted(text) + "},\"finish_reason\":\""
                    + reason + "\"}],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":5,\"total_tokens\":25}}";
        }

        @Override
        String refusal() {
            return "{\"id\":\"c-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I can't help with that.\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":5}}";
        }

        @Override
        List<String> opening(List<String> deltas) {
            return deltas.stream()
                    .map(text ->
                            "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                                    + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":"
                                    + quoted(text)
                                    + "},\"finish_reason\":null}]}\n\n")
                    .toList();
        }

        @Override
        List<String> ending() {
            return List.of(
                    "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                            + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                    "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                            + "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":5,\"total_tokens\":25}}\n\n",
                    "data: [DONE]\n\n");
        }

        @Override
        String error(int status, String type, String message) {
            return "{\"error\":{\"message\":" + quoted(message) + ",\"type\":\"" + type
                    + "\",\"param\":null,\"code\":null}}";
        }

        @Override
        String errorEvent() {
            return "data: {\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\",\"code\":null}}\n\n";
        }
    },
    ANTHROPIC("anthropic", "") {
        @Override
        String answer(String text, String reason) {
            String stop = reason.equals("length") ? "max_tokens" : reason.equals("stop") ? "end_turn" : "refusal";
            return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[{\"type\":\"text\","
                    + "\"text\":" + quoted(text) + "}],\"stop_reason\":\"" + stop + "\",\"stop_sequence\":null,"
                    + "\"usage\":{\"input_tokens\":20,\"output_tokens\":5}}";
        }

        @Override
        String refusal() {
            return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],"
                    + "\"stop_reason\":\"refusal\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":20,\"output_tokens\":0}}";
        }

        @Override
        List<String> opening(List<String> deltas) {
            List<String> events = new ArrayList<>();
            events.add(event(
                    "message_start",
                    "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                            + "\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                            + "\"usage\":{\"input_tokens\":20,\"output_tokens\":1}}}"));
            events.add(event(
                    "content_block_start",
                    "{\"type\":\"content_block_start\",\"index\":0,"
                            + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"));
            deltas.forEach(text -> events.add(event(
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":0," + "\"delta\":{\"type\":\"text_delta\",\"text\":"
                            + quoted(text) + "}}")));
            return events;
        }

        @Override
        List<String> ending() {
            return List.of(
                    event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"),
                    event(
                            "message_delta",
                            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
                                    + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":5}}"),
                    event("message_stop", "{\"type\":\"message_stop\"}"));
        }

        @Override
        String error(int status, String type, String message) {
            return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":" + quoted(message)
                    + "},\"request_id\":\"req_1\"}";
        }

        @Override
        String errorEvent() {
            return event(
                    "error",
                    "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
        }
    },
    GEMINI("google", "") {
        @Override
        String answer(String text, String reason) {
            String finish = reason.equals("length") ? "MAX_TOKENS" : reason.equals("stop") ? "STOP" : "SAFETY";
            return chunk(text, "\"finishReason\":\"" + finish + "\",");
        }

        @Override
        String refusal() {
            return "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},\"usageMetadata\":{\"promptTokenCount\":20},"
                    + "\"modelVersion\":\"m\",\"responseId\":\"r-1\"}";
        }

        @Override
        List<String> opening(List<String> deltas) {
            return deltas.stream()
                    .map(text -> "data: " + chunk(text, "") + "\r\n\r\n")
                    .toList();
        }

        @Override
        List<String> ending() {
            return List.of("data: " + chunk("", "\"finishReason\":\"STOP\",") + "\r\n\r\n");
        }

        @Override
        String error(int status, String type, String message) {
            return "{\"error\":{\"code\":" + status + ",\"message\":" + quoted(message) + ",\"status\":\"" + type
                    + "\"}}";
        }

        @Override
        String errorEvent() {
            return "data: {\"error\":{\"code\":503,\"message\":\"overloaded\",\"status\":\"UNAVAILABLE\"}}\r\n\r\n";
        }
    };

    private final String kind;
    private final String basePath;

    Shape(String kind, String basePath) {
        this.kind = kind;
        this.basePath = basePath;
    }

    /** A whole answer; {@code reason}: {@code stop}, {@code length} or {@code content_filter}. */
    abstract String answer(String text, String reason);

    /** A whole answer in which the model refuses. */
    abstract String refusal();

    /** The events of a stream that is not at its end. */
    abstract List<String> opening(List<String> deltas);

    /** The events that end a stream properly. */
    abstract List<String> ending();

    abstract String error(int status, String type, String message);

    /** An error after the stream has begun. */
    abstract String errorEvent();

    String kind() {
        return kind;
    }

    String basePath() {
        return basePath;
    }

    private static String chunk(String text, String finish) {
        return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":" + quoted(text) + "}]},"
                + finish
                + "\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":20,\"candidatesTokenCount\":5,"
                + "\"totalTokenCount\":25},\"modelVersion\":\"m\",\"responseId\":\"r-1\"}";
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}

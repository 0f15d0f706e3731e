package dev.keelson.provider.perplexity;

import dev.keelson.provider.support.JsonFields;
import java.util.List;
import java.util.Optional;

/**
 * An answer of the Agent API, whole or put together from a stream, before it is judged.
 *
 * @param response the response object
 * @param status in the upstream's words; empty when it gave none
 * @param output the output items
 * @param text what the model said in all its messages
 */
record AgentAnswer(JsonFields response, String status, List<JsonFields> output, String text) {

    static AgentAnswer of(JsonFields response) {
        List<JsonFields> output = response.objects("output");
        return new AgentAnswer(response, response.text("status").orElse(""), output, text(output));
    }

    static String text(List<JsonFields> output) {
        return joined(output, "output_text", "text");
    }

    /** Why the model refused; empty when it did not. */
    String refusal() {
        return joined(output, "refusal", "refusal");
    }

    boolean isCut() {
        return status.equals("incomplete") && !isFiltered();
    }

    boolean isFiltered() {
        Optional<String> reason = response.object("incomplete_details").flatMap(details -> details.text("reason"));
        return status.equals("incomplete")
                && reason.filter("content_filter"::equals).isPresent();
    }

    List<JsonFields> items(String type) {
        return items(output, type);
    }

    static List<JsonFields> items(List<JsonFields> output, String type) {
        return output.stream()
                .filter(item -> item.text("type").filter(type::equals).isPresent())
                .toList();
    }

    private static String joined(List<JsonFields> output, String partType, String field) {
        StringBuilder all = new StringBuilder();
        items(output, "message").stream()
                .flatMap(message -> message.objects("content").stream())
                .filter(part -> part.text("type").filter(partType::equals).isPresent())
                .map(part -> part.text(field))
                .flatMap(Optional::stream)
                .forEach(all::append);
        return all.toString();
    }
}

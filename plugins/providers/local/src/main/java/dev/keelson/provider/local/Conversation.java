package dev.keelson.provider.local;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chat request as this provider understands it.
 *
 * @param rules sentences of the instructions, one list item each
 */
record Conversation(List<String> rules, List<Example> examples, Document input) {
    private static final int MAX_EXAMPLES = 40;
    private static final int MAX_RULES = 100;
    private static final Pattern LIST_ITEM = Pattern.compile("\\s*(?:[-*]|\\d{1,3}[.)])\\s+(\\S.*)");

    /** Throws {@link PluginException} INVALID_REQUEST when the request does not end with an input. */
    static Conversation read(ChatRequest request, JsonCodec json) {
        List<Message> messages = request.messages();
        int last = lastUserMessage(messages);
        return new Conversation(
                rules(messages),
                examples(messages.subList(0, last), json),
                Document.of(jsonOrText(messages.get(last).content(), json)));
    }

    private static int lastUserMessage(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == Role.USER) {
                return i;
            }
        }
        throw new PluginException(ErrorType.INVALID_REQUEST, "the request has no user message");
    }

    private static List<String> rules(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .flatMap(message -> Arrays.stream(message.content().split("\\R", -1)))
                .map(LIST_ITEM::matcher)
                .filter(item -> item.matches())
                .map(item -> item.group(1))
                .limit(MAX_RULES)
                .toList();
    }

    private static List<Example> examples(List<Message> messages, JsonCodec json) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i + 1 < messages.size() && examples.size() < MAX_EXAMPLES; i++) {
            Message question = messages.get(i);
            Message answer = messages.get(i + 1);
            if (question.role() == Role.USER && answer.role() == Role.ASSISTANT) {
                Object output = jsonOrText(answer.content(), json);
                examples.add(new Example(Document.of(jsonOrText(question.content(), json)), FieldReader.map(output)));
            }
        }
        return examples;
    }

    /** Plain text is a fine input too: an agent may be called with a sentence. */
    private static @Nullable Object jsonOrText(String content, JsonCodec json) {
        try {
            return json.read(content);
        } catch (PluginException notJson) {
            return content;
        }
    }
}

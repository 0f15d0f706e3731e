package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.BodyReader;
import dev.keelson.provider.support.Exchange;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.WholeAnswerReader;
import java.util.Locale;

/** One call of Chat Completions. */
record ChatCompletionsExchange(WireRequest wire, OutboundRequest outbound, AnswerMapper answers, ErrorMapper errors)
        implements Exchange {

    @Override
    public ChatResponse answer(ResponseHead head, String body) {
        return answers.whole(wire, head, body);
    }

    @Override
    public BodyReader reader(ResponseHead head) {
        String type = head.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        // Some servers answer with the whole at once, in spite of what they were asked.
        return type.startsWith("application/json") || !wire.isStreamed()
                ? new WholeAnswerReader(body -> answers.whole(wire, head, body))
                : new EventStreamReader(wire, head, answers);
    }

    @Override
    public PluginException failure(ResponseHead head, String body) {
        return errors.ofStatus(head, body);
    }
}

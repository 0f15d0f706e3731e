package dev.keelson.provider.openai;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.BodyReader;
import dev.keelson.provider.support.Exchange;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.WholeAnswerReader;
import java.util.Locale;

/** One call of OpenAI. */
record OpenAiExchange(WireRequest wire, OutboundRequest outbound, AnswerReader answers, ErrorMapper errors)
        implements Exchange {

    @Override
    public ChatResponse answer(ResponseHead head, String body) {
        return RequestId.onFailureOf(head, () -> answers.whole(wire, head, body));
    }

    @Override
    public BodyReader reader(ResponseHead head) {
        String type = head.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        // Some proxies answer with the whole at once, in spite of what they were asked.
        BodyReader reader = type.startsWith("application/json")
                ? new WholeAnswerReader(body -> answers.whole(wire, head, body))
                : new EventStreamReader(wire, head, answers);
        return new TracedReader(head, reader);
    }

    @Override
    public PluginException failure(ResponseHead head, String body) {
        return errors.ofStatus(head, body);
    }
}

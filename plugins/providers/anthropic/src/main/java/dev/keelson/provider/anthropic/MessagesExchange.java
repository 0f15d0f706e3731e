package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.BodyReader;
import dev.keelson.provider.support.Exchange;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.WholeAnswerReader;
import java.util.Locale;

/** One call of the Messages API. */
record MessagesExchange(WireRequest wire, OutboundRequest outbound, AnswerMapper answers, ErrorMapper errors)
        implements Exchange {

    @Override
    public ChatResponse answer(ResponseHead head, String body) {
        Received received = errors.received(head);
        try {
            return answers.whole(wire, received, body);
        } catch (PluginException failure) {
            throw received.named(failure);
        }
    }

    @Override
    public BodyReader reader(ResponseHead head) {
        String type = head.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        // Some gateways answer with the whole at once, in spite of what they were asked.
        return type.startsWith("application/json")
                ? new WholeAnswerReader(body -> answer(head, body))
                : new EventStreamReader(wire, errors.received(head), answers);
    }

    @Override
    public PluginException failure(ResponseHead head, String body) {
        return errors.ofStatus(head, body);
    }
}

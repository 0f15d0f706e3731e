package dev.keelson.provider.google;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.BodyReader;
import dev.keelson.provider.support.Exchange;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.WholeAnswerReader;
import java.util.Locale;

/** One call of generateContent or streamGenerateContent. */
record GenerateContentExchange(WireRequest wire, OutboundRequest outbound, AnswerMapper answers, ErrorMapper errors)
        implements Exchange {

    @Override
    public ChatResponse answer(ResponseHead head, String body) {
        return answers.whole(wire, body);
    }

    @Override
    public BodyReader reader(ResponseHead head) {
        String type = head.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        // A proxy that loses alt=sse gets the same chunks as one JSON array.
        return type.startsWith("application/json")
                ? new WholeAnswerReader(body -> answers.whole(wire, body))
                : new EventStreamReader(wire, answers);
    }

    @Override
    public PluginException failure(ResponseHead head, String body) {
        return errors.ofStatus(head, body);
    }
}

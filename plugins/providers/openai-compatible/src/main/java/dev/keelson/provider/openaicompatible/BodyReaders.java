package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.http.OutboundStream;
import java.util.Locale;

/** Picks the reader for an answer once its head is there. */
record BodyReaders(WireRequest request, AnswerMapper answers, ErrorMapper errors) {

    BodyReader readerFor(OutboundStream stream) {
        if (stream.status() / 100 != 2) {
            return new ErrorReader(new ErrorHead(stream.status(), stream::header), errors);
        }
        String type = stream.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        // Some servers answer with the whole at once, in spite of what they were asked.
        return type.startsWith("application/json") || !request.isStreamed()
                ? new WholeAnswerReader(request, answers)
                : new EventStreamReader(request, answers);
    }
}

package dev.keelson.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.testkit.RecordingSubscriber;
import dev.keelson.plugin.testkit.StubAnswer;
import java.util.List;

/** The events of a stream, for tests that put them together in their own way. */
abstract class StreamCase extends WireCase {
    static final String START = "{'type':'message_start','message':{'id':'msg_1','model':'claude-x',"
            + "'content':[],'usage':{'input_tokens':10,'cache_read_input_tokens':5,'output_tokens':1}}}";
    static final String TEXT = "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}";
    static final String HALLO = delta(0, "{'type':'text_delta','text':'Héllo 😀'}");
    static final String STOP_0 = "{'type':'content_block_stop','index':0}";
    static final String END =
            "{'type':'message_delta','delta':{'stop_reason':'end_turn'}," + "'usage':{'output_tokens':9}}";
    static final String STOP = "{'type':'message_stop'}";
    static final List<String> HELLO_EVENTS = List.of(START, TEXT, HALLO, STOP_0, END, STOP);

    /** The answer to a request for a stream. */
    @Override
    ChatResponse answered(String body) {
        upstream.enqueue(StubAnswer.eventStream("request-id: req_7")
                .thenChunk(quoted(body))
                .thenLastChunk());
        ChatResponse response = wholeOf(stream(question()));
        assertThat(response.requestId()).hasValue("req_7");
        return response;
    }

    /** The failure of a stream that says this, after a check that it gave no answer. */
    PluginException failed(String body) {
        upstream.enqueue(StubAnswer.eventStream("request-id: req_7")
                .thenChunk(quoted(body))
                .thenLastChunk());
        RecordingSubscriber<ChatChunk> stream = stream(question());
        assertThat(stream.items()).noneMatch(chunk -> chunk.response().isPresent());
        return stream.failure();
    }

    static String events(List<String> all) {
        StringBuilder body = new StringBuilder();
        all.forEach(data -> body.append("data: ").append(data).append("\n\n"));
        return body.toString();
    }

    static String delta(int index, String delta) {
        return "{'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}";
    }
}

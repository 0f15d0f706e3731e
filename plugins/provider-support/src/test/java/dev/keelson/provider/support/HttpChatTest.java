package dev.keelson.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundHttp;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import dev.keelson.plugin.api.http.OutboundStream;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class HttpChatTest {
    private final CompletableFuture<OutboundResponse> whole = new CompletableFuture<>();
    private final CompletableFuture<OutboundStream> streamed = new CompletableFuture<>();
    private final HttpChat chat = new HttpChat(new OutboundHttp() {
        @Override
        public CompletionStage<OutboundResponse> send(OutboundRequest request) {
            return whole;
        }

        @Override
        public CompletionStage<OutboundStream> stream(OutboundRequest request) {
            return streamed;
        }
    });

    @Test
    void stopsAStreamThatIsCancelledBeforeItsHead() {
        chat.stream(Duration.ofMinutes(1), Silent::new).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
                subscription.cancel();
            }

            @Override
            public void onNext(ChatChunk chunk) {}

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        });

        assertThat(streamed).isCancelled();
    }

    @Test
    void stopsACallThatIsCancelled() {
        CompletionStage<ChatResponse> answer = chat.send(Duration.ofMinutes(1), Silent::new);

        assertThat(answer.toCompletableFuture().cancel(true)).isTrue();

        assertThat(whole).isCancelled();
    }

    /** An exchange that never gets an answer. */
    private static final class Silent implements Exchange {

        @Override
        public OutboundRequest outbound() {
            return OutboundRequest.get(URI.create("https://provider.example/")).build();
        }

        @Override
        public ChatResponse answer(ResponseHead head, String body) {
            throw new AssertionError("there is no answer");
        }

        @Override
        public BodyReader reader(ResponseHead head) {
            throw new AssertionError("there is no answer");
        }

        @Override
        public PluginException failure(ResponseHead head, String body) {
            throw new AssertionError("there is no answer");
        }
    }
}

package dev.keelson.benchmarks;

import dev.keelson.core.Fixtures;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A model in this process that takes no time and answers always the same. The answer comes on the event loop's next turn,
 * as one that came over a connection would: what is only done for calls under way is measured too.
 */
final class InstantModel implements ModelClient {
    private static final Set<Capability> EVERYTHING = EnumSet.allOf(Capability.class);
    private static final Usage USAGE = Usage.of(812, 214);

    private final String answer = Fixtures.OUTPUT.toString();

    @Override
    public Set<Capability> capabilities() {
        return EVERYTHING;
    }

    @Override
    public Future<List<ModelInfo>> listModels(Duration timeout) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<ChatResponse> chat(ChatRequest request) {
        Promise<ChatResponse> response = Promise.promise();
        Vertx.currentContext()
                .runOnContext(turn -> response.complete(ChatResponse.model(request.model())
                        .content(answer)
                        .usage(USAGE)
                        .build()));
        return response.future();
    }

    @Override
    public Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText) {
        onText.accept(answer);
        return chat(request);
    }
}

package dev.keelson.provider.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.TextEmbedder;
import dev.keelson.plugin.api.http.OutboundHttp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A host with Jackson, a fixed clock (3 June 2026) and the embedder of the test. */
record TestContext(Optional<TextEmbedder> embedder) implements PluginContext {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static TestContext with(TextEmbedder embedder) {
        return new TestContext(Optional.of(embedder));
    }

    @Override
    public OutboundHttp http() {
        throw new AssertionError("the local provider must not call out");
    }

    @Override
    public JsonCodec json() {
        return new JacksonCodec();
    }

    @Override
    public Clock clock() {
        return Clock.fixed(Instant.parse("2026-06-03T12:00:00Z"), ZoneOffset.UTC);
    }

    @Override
    public Executor blockingWork() {
        return Runnable::run;
    }

    private static final class JacksonCodec implements JsonCodec {
        @Override
        public @Nullable Object read(String json) {
            try {
                return MAPPER.readValue(json, Object.class);
            } catch (JsonProcessingException failure) {
                throw new PluginException(ErrorType.MALFORMED_RESPONSE, "not JSON", failure);
            }
        }

        @Override
        public String write(@Nullable Object value) {
            try {
                return MAPPER.writeValueAsString(value);
            } catch (JsonProcessingException failure) {
                throw new IllegalArgumentException("not JSON", failure);
            }
        }
    }
}

package dev.keelson.pluginhost;

/** Source of a provider plugin for tests, with the parts that a test cares about replaced. */
record TestPlugin(String kind, String keys, String create, String chat, String stream, String close) {
    static final String FACTORY = "demo.DemoFactory";

    static TestPlugin provider(String kind) {
        return new TestPlugin(
                kind,
                "List.of()",
                "",
                "return CompletableFuture.completedFuture(answer(text(request)));",
                "return s -> s.onError(new PluginException(ErrorType.UNSUPPORTED, \"no streams\"));",
                "");
    }

    TestPlugin withKeys(String expression) {
        return new TestPlugin(kind, expression, create, chat, stream, close);
    }

    TestPlugin withCreate(String statements) {
        return new TestPlugin(kind, keys, statements, chat, stream, close);
    }

    TestPlugin withChat(String statements) {
        return new TestPlugin(kind, keys, create, statements, stream, close);
    }

    TestPlugin withStream(String statements) {
        return new TestPlugin(kind, keys, create, chat, statements, close);
    }

    TestPlugin withClose(String statements) {
        return new TestPlugin(kind, keys, create, chat, stream, statements);
    }

    TestJar jar(String id, String version) {
        return TestJar.plugin(id, version).extension(FACTORY, source());
    }

    String source() {
        return """
                package demo;

                import dev.keelson.plugin.api.*;
                import dev.keelson.plugin.api.provider.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.concurrent.atomic.*;

                @org.pf4j.Extension
                public class DemoFactory implements ProviderFactory {
                    public String name() { return "%s"; }
                    public List<ConfigKey> configKeys() { return %s; }
                    public Provider create(PluginConfig config, PluginContext context) {
                        %s
                        return new DemoProvider(config, context);
                    }
                    static String text(ChatRequest request) { return request.messages().get(0).content(); }
                    static ChatResponse answer(String text) {
                        return ChatResponse.model("demo-1").content(text).build();
                    }

                    public static class DemoProvider implements Provider {
                        final PluginConfig config;
                        final PluginContext context;
                        volatile boolean closed;
                        DemoProvider(PluginConfig config, PluginContext context) {
                            this.config = config;
                            this.context = context;
                        }
                        public Set<Capability> capabilities() {
                            return EnumSet.of(Capability.STREAMING, Capability.TEXT_GENERATION);
                        }
                        public List<ModelInfo> models() { return List.of(ModelInfo.of("demo-1", "")); }
                        public CompletionStage<ChatResponse> chat(ChatRequest request) {
                            %s
                        }
                        public Flow.Publisher<ChatChunk> stream(ChatRequest request) {
                            %s
                        }
                        public void close() {
                            closed = true;
                            %s
                        }
                    }
                }
                """
                .formatted(kind, keys, create, chat, stream, close);
    }
}

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
        return TestJar.template("DemoFactory").formatted(kind, keys, create, chat, stream, close);
    }
}

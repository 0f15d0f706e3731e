package dev.keelson.pluginhost;

/** Source of a plugin that brings a tool and an evaluator, both named {@code echo}. */
final class EchoTool {
    private EchoTool() {}

    static TestJar jar(String id, String version) {
        return TestJar.plugin(id, version)
                .extension("demo.EchoFactory", TestJar.template("EchoFactory").formatted(version));
    }
}

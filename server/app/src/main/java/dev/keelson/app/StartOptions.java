package dev.keelson.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code keelson start}; each has an environment variable, and both win over the configuration file. */
final class StartOptions {
    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (KEELSON_PORT; default 8080)")
    @Nullable
    Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen on (KEELSON_HOST; default 127.0.0.1)")
    @Nullable
    String host;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory of the embedded store and keys (KEELSON_DATA; default ~/.keelson)")
    @Nullable
    Path data;

    @Option(
            names = "--mongo-uri",
            paramLabel = "URI",
            description = "Use this MongoDB instead of the embedded store (KEELSON_MONGO_URI)")
    @Nullable
    String mongoUri;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file, YAML (KEELSON_CONFIG)")
    @Nullable
    Path config;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Directory of the plugin JARs (KEELSON_PLUGINS; default: plugins/ of the distribution)")
    @Nullable
    Path plugins;

    @Option(
            names = "--examples",
            description = "Create the example agents, publish them and run each on two inputs (KEELSON_EXAMPLES=true)")
    boolean examples;
}

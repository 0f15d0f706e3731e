package dev.keelson.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The built distribution in a process of its own, with a store in a directory that is removed afterwards. */
final class RunningKeelson implements AutoCloseable {
    private static final String ADMIN_KEY = "benchmark-admin-key-0123456789";
    private static final String COMMAND = "dist/target/keelson/bin/keelson";

    private final Path directory;
    private final ChildProcess process;

    private RunningKeelson(Path directory, ChildProcess process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts without waiting. {@code config}: the configuration file's text, or empty for none. */
    static RunningKeelson launch(Path home, String config, String... options) {
        Path executable = home.resolve(COMMAND);
        if (!Files.isExecutable(executable)) {
            throw new IllegalStateException(
                    "no " + executable + "; build it first: mvn -DskipTests -pl dist -am package");
        }
        try {
            Path directory = Files.createTempDirectory("keelson-benchmark");
            Path file = Files.writeString(directory.resolve("keelson.yaml"), config);
            List<String> command = new ArrayList<>(List.of(executable.toString(), "start", "--port", "0"));
            command.addAll(List.of("--data", directory.resolve("data").toString(), "--config", file.toString()));
            command.addAll(Arrays.asList(options));
            return new RunningKeelson(directory, ChildProcess.start(command, Map.of("KEELSON_ADMIN_KEY", ADMIN_KEY)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the server listens. */
    int port() {
        return process.port();
    }

    /** The API, with the admin key. */
    ApiClient api() {
        return new ApiClient(URI.create("http://127.0.0.1:" + port()), ADMIN_KEY);
    }

    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package dev.keelson.dist.faults;

import dev.keelson.dist.RunningKeelson;
import dev.keelson.storage.embedded.EmbeddedStore;
import dev.keelson.storage.embedded.EmbeddedStoreConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The embedded store in a process of its own, where it can be stopped without closing its sockets. */
final class StoreProcess implements AutoCloseable {
    private final Process process;
    private final String uri;

    private StoreProcess(Process process, String uri) {
        this.process = process;
        this.uri = uri;
    }

    static StoreProcess start(Path file) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dlogback.configurationFile=" + RunningKeelson.HOME.resolve("conf/logback.xml"),
                            "-cp",
                            Path.of("target", "test-classes").toAbsolutePath() + ":"
                                    + RunningKeelson.HOME.resolve("lib") + "/*",
                            StoreProcess.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            while (line != null && !line.startsWith("mongodb://")) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the store did not start");
            }
            drain(output);
            return new StoreProcess(process, line);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A full pipe would hold the store up. */
    private static void drain(BufferedReader output) {
        Thread drain = new Thread(() -> output.lines().forEach(line -> {}), "store-output");
        drain.setDaemon(true);
        drain.start();
    }

    /** The process itself. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedStore store = EmbeddedStore.open(EmbeddedStoreConfig.of(Path.of(arguments[0])));
        System.out.println(store.connectionString());
        Thread.currentThread().join();
    }

    int port() {
        return URI.create(uri).getPort();
    }

    /** The connection string with another port in it. */
    String uriAt(int port) {
        return uri.replaceFirst(":" + port() + "(?=/|\\?|$)", ":" + port);
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " gave " + code);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

package dev.keelson.storage.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An embedded store in a JVM of its own, to be killed. */
final class StoreProcess implements AutoCloseable {
    private static final String READY = "READY ";

    private final Process process;
    private final String connectionString;

    private StoreProcess(Process process, String connectionString) {
        this.process = process;
        this.connectionString = connectionString;
    }

    /** What the other JVM runs: opens the store and waits for the end of its input. */
    public static void main(String[] arguments) throws IOException {
        var config = EmbeddedStoreConfig.of(Path.of(arguments[0])).withCompactEvery(Integer.parseInt(arguments[1]));
        try (EmbeddedStore store = EmbeddedStore.open(config)) {
            System.out.println(READY + store.connectionString());
            int endOfInput = System.in.read();
            System.out.println("closing after " + endOfInput);
        } catch (EmbeddedStoreException e) {
            System.out.println("FAILED " + e.reason());
        }
    }

    static StoreProcess start(Path file, int compactEvery) {
        try {
            Process process = new ProcessBuilder(command(file, compactEvery))
                    .redirectErrorStream(true)
                    .start();
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder lines = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    return new StoreProcess(process, line.substring(READY.length()));
                }
                lines.append(line).append('\n');
            }
            throw new IllegalStateException("the store did not start: " + lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String connectionString() {
        return connectionString;
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Ends the process in the regular way. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the store did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(Path file, int compactEvery) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                file.toString(),
                Integer.toString(compactEvery));
    }
}

package dev.keelson.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which says on its output where it listens. Ends with this process. */
final class ChildProcess implements AutoCloseable {
    private static final Pattern ANNOUNCED = Pattern.compile(" on http://127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEPT_LINES = 200;

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final List<String> lines = new ArrayList<>();

    private ChildProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(this::read, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a main class of this module with the memory settings that Keelson has. */
    static ChildProcess java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return start(command, Map.of());
    }

    /** Starts without waiting. Variables named {@code KEELSON_...} are passed on only if they are given. */
    static ChildProcess start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("KEELSON_") && !name.equals("KEELSON_JAVA_OPTS"));
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a child says when it listens. */
    static void announce(int port) {
        System.out.println("listening on http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the child listens. */
    int port() {
        try {
            return port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            process.destroyForcibly();
            throw new IllegalStateException("did not start: " + output(), failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The first lines that the child printed. */
    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(this::keep);
        } catch (IOException | UncheckedIOException ended) {
            keep("(output ended: " + ended.getMessage() + ")");
        }
        port.completeExceptionally(new IllegalStateException("ended"));
    }

    private void keep(String line) {
        synchronized (lines) {
            if (lines.size() < KEPT_LINES) {
                lines.add(line);
            }
        }
        Matcher announced = ANNOUNCED.matcher(line);
        if (announced.find()) {
            port.complete(Integer.valueOf(announced.group(1)));
        }
    }
}

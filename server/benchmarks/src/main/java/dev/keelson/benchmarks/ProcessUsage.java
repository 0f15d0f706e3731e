package dev.keelson.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads from Linux's {@code /proc} what processes and the whole machine use. */
final class ProcessUsage {
    /** Linux shows times to programs in hundredths of a second, whatever it counts in. */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final Pattern HEAP_TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private ProcessUsage() {}

    /** CPU time of all threads, user and system, in microseconds. */
    static long cpuMicros(long pid) {
        return cpuMicros(read("/proc/" + pid + "/stat"));
    }

    /**
     * The part of it that the JVM's compiler threads took. A JVM that is still compiling is not yet the one that serves
     * for days. Compiler threads that have ended are not counted.
     */
    static long compilerMicros(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.map(thread -> readIfThere(thread.resolve("stat")))
                    .filter(stat -> stat.contains("CompilerThre"))
                    .mapToLong(ProcessUsage::cpuMicros)
                    .sum();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("threads of " + pid, unreadable);
        }
    }

    private static long cpuMicros(String stat) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(afterName[USER_TIME]) + Long.parseLong(afterName[SYSTEM_TIME])) * MICROS_PER_TICK;
    }

    /** CPU time of everything on this machine, in microseconds. */
    static long machineCpuMicros() {
        String[] fields = read("/proc/stat").lines().findFirst().orElseThrow().split("\\s+");
        long[] ticks = Arrays.stream(fields).skip(1).mapToLong(Long::parseLong).toArray();
        long idle = ticks[3] + ticks[4];
        return (Arrays.stream(ticks).limit(8).sum() - idle) * MICROS_PER_TICK;
    }

    static long residentMegabytes(long pid) {
        Matcher resident = RESIDENT.matcher(read("/proc/" + pid + "/status"));
        return resident.find() ? Long.parseLong(resident.group(1)) / 1024 : 0;
    }

    /** What a JVM's heap holds after a full collection, which this asks for: everything in that JVM stops meanwhile. */
    static long liveHeapBytes(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = HEAP_TOTAL.matcher(text);
            if (!total.find()) {
                throw new IllegalStateException(text);
            }
            return Long.parseLong(total.group(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(jcmd, failure);
        }
    }

    /** The load averages, to be shown beside what was measured. */
    static String loadAverages() {
        String[] fields = read("/proc/loadavg").split(" ", -1);
        return String.join(" ", fields[0], fields[1], fields[2]);
    }

    private static String readIfThere(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException threadHasEnded) {
            return "";
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }
}

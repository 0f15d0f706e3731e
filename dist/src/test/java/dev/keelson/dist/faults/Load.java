package dev.keelson.dist.faults;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Open-loop load: calls start on time, however slow the answers are. */
final class Load {
    private static final int MAX_CALLERS = 600;

    private final List<Answer> answers;

    private Load(List<Answer> answers) {
        this.answers = answers;
    }

    static Load run(int perSecond, Duration time, Supplier<Answer> call) {
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        ExecutorService callers = Executors.newFixedThreadPool(MAX_CALLERS);
        long start = System.nanoTime();
        long calls = perSecond * time.toSeconds();
        for (long i = 0; i < calls; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            callers.execute(() -> answers.add(call.get()));
        }
        callers.shutdown();
        try {
            if (!callers.awaitTermination(120, TimeUnit.SECONDS)) {
                throw new IllegalStateException("calls did not end");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return new Load(List.copyOf(answers));
    }

    int size() {
        return answers.size();
    }

    long count(Predicate<Answer> which) {
        return answers.stream().filter(which).count();
    }

    List<Answer> answers() {
        return answers;
    }

    long longest() {
        return answers.stream().mapToLong(Answer::millis).max().orElse(0);
    }

    /** {@code share}: 0.99 for the 99th percentile. */
    long percentile(double share) {
        List<Long> sorted = answers.stream().map(Answer::millis).sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * share)));
    }
}

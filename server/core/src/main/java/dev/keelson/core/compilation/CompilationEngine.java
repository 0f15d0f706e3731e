package dev.keelson.core.compilation;

import dev.keelson.core.agent.AgentRepository;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs compilations on this node: those that were just started and those that another node left behind. Safe for
 * concurrent use: everything is confined to one event loop.
 */
public final class CompilationEngine {
    private static final long MAX_WORK_MINUTES = 5;

    private final Parts parts;
    private final Context context;
    private final WorkerExecutor workers;
    private final Map<CompilationKey, CompilationRun> runs = new HashMap<>();
    private int freeSlots;
    private long timer = -1;
    private boolean looking;
    private boolean blind;
    private boolean closed;

    /**
     * What the engine works with.
     *
     * @param node differs from those of all other nodes and of earlier starts of this one
     * @param reports hears of what an operator should know
     */
    public record Parts(
            Vertx vertx,
            CompilationRepository compilations,
            AgentRepository agents,
            ProcessGraph processes,
            CompilationLimits limits,
            String node,
            Clock clock,
            Consumer<String> reports) {}

    public CompilationEngine(Parts parts) {
        this.parts = parts;
        context = parts.vertx().getOrCreateContext();
        freeSlots = parts.limits().processes();
        workers = parts.vertx()
                .createSharedWorkerExecutor(
                        "keelson-compilation-" + parts.node(),
                        parts.limits().processes(),
                        MAX_WORK_MINUTES,
                        TimeUnit.MINUTES);
    }

    /** From now on compilations that wait are taken. */
    public void start() {
        long period = parts.limits().deadlines().look().toMillis();
        context.runOnContext(now -> {
            timer = parts.vertx().setPeriodic(period, tick -> look());
            look();
        });
    }

    /** Leaves what runs to other nodes, or to the next start. Completes when the store knows. */
    public Future<Void> close() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> {
            closed = true;
            parts.vertx().cancelTimer(timer);
            List<Future<Void>> released =
                    runs.values().stream().map(CompilationRun::release).toList();
            Future.join(released).transform(each -> workers.close()).onComplete(done);
        });
        return done.future();
    }

    /** There is a new compilation. */
    void wake() {
        context.runOnContext(now -> look());
    }

    /** The record was changed by someone else than this engine. */
    void changed(CompilationKey key) {
        context.runOnContext(now -> {
            CompilationRun run = runs.get(key);
            if (run == null) {
                look();
            } else {
                run.lookAgain();
            }
        });
    }

    Parts parts() {
        return parts;
    }

    Instant leaseEnd() {
        return parts.clock().instant().plus(parts.limits().deadlines().lease());
    }

    boolean takeSlot() {
        if (freeSlots == 0) {
            return false;
        }
        freeSlots--;
        return true;
    }

    /** A process has ended: others may start. */
    void giveSlot() {
        freeSlots++;
        List.copyOf(runs.values()).forEach(CompilationRun::step);
    }

    void forget(CompilationKey key) {
        runs.remove(key);
        look();
    }

    private void look() {
        int room = parts.limits().compilations() - runs.size();
        if (timer == -1 || closed || looking || room <= 0) {
            return;
        }
        looking = true;
        parts.compilations()
                .waiting(parts.clock().instant(), parts.limits().compilations() * 2)
                .compose(this::takeAll)
                .onComplete(looked -> looking = false)
                .onSuccess(looked -> blind = false)
                .onFailure(this::report);
    }

    private Future<Void> takeAll(List<CompilationKey> keys) {
        Future<Void> all = Future.succeededFuture();
        for (CompilationKey key : keys) {
            all = all.compose(before -> hasRoomFor(key) ? take(key) : Future.succeededFuture());
        }
        return all;
    }

    private boolean hasRoomFor(CompilationKey key) {
        return !closed && !runs.containsKey(key) && runs.size() < parts.limits().compilations();
    }

    private Future<Void> take(CompilationKey key) {
        return parts.compilations().find(key).compose(found -> {
            Instant now = parts.clock().instant();
            if (found.isEmpty()
                    || found.get().state().ended()
                    || found.get().lease().until().isAfter(now)) {
                return Future.succeededFuture();
            }
            Compilation before = found.get();
            Compilation after = before.taken(parts.node(), leaseEnd()).following(before);
            return parts.compilations().replace(before, after).map(taken -> {
                if (taken && !closed) {
                    begin(after);
                }
                return null;
            });
        });
    }

    private void begin(Compilation taken) {
        var leased = new LeasedCompilation(parts.vertx(), parts.compilations(), taken);
        var run = new CompilationRun(this, workers, leased);
        runs.put(leased.key(), run);
        run.begin();
    }

    /** Once until it works again. */
    private void report(Throwable failure) {
        if (!blind) {
            blind = true;
            parts.reports().accept("can't look for compilations: " + failure.getMessage());
        }
    }
}

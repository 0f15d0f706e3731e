package dev.keelson.core.compilation;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A compilation that this node has the lease of. Changes are stored one after the other; when someone else ended or took
 * the compilation, all further ones fail with {@link LeaseLostException}. Confined to the engine's context.
 */
final class LeasedCompilation {
    private static final int MAX_TRIES = 20;
    private static final long PAUSE_MILLIS = 500;

    private final Vertx vertx;
    private final CompilationRepository compilations;
    private final CompilationLease lease;
    private Compilation current;
    private Future<Compilation> last;

    LeasedCompilation(Vertx vertx, CompilationRepository compilations, Compilation taken) {
        this.vertx = vertx;
        this.compilations = compilations;
        this.lease = taken.lease();
        this.current = taken;
        this.last = Future.succeededFuture(taken);
    }

    /** As it was last stored or read. */
    Compilation current() {
        return current;
    }

    CompilationKey key() {
        return new CompilationKey(current.agent(), current.id());
    }

    /**
     * Stores a change after those that were asked for before. It may be applied to more than one state until one is stored;
     * returning the same object changes nothing. Survives short absences of the store.
     */
    Future<Compilation> change(UnaryOperator<Compilation> change) {
        last = last.transform(before -> store(change, MAX_TRIES));
        return last;
    }

    /** Reads what others changed. */
    Future<Compilation> refresh() {
        return compilations.find(key()).map(found -> adopt(found.orElseThrow(() -> lost("deleted"))));
    }

    private Future<Compilation> store(UnaryOperator<Compilation> change, int triesLeft) {
        Compilation before = current;
        if (before.state().ended()) {
            return Future.failedFuture(lost("ended"));
        }
        Compilation after = change.apply(before);
        if (after.equals(before)) {
            return Future.succeededFuture(before);
        }
        Compilation next = after.following(before);
        return compilations
                .replace(before, next)
                .compose(
                        done -> done ? stored(next) : again(change, triesLeft),
                        failure -> later(change, triesLeft, failure));
    }

    private Future<Compilation> stored(Compilation after) {
        current = after;
        return Future.succeededFuture(after);
    }

    private Future<Compilation> again(UnaryOperator<Compilation> change, int triesLeft) {
        if (triesLeft == 1) {
            return Future.failedFuture(
                    new KeelsonException(ErrorCode.OVERLOADED, "the compilation is changed all the time"));
        }
        return refresh().compose(read -> store(change, triesLeft - 1));
    }

    private Future<Compilation> later(UnaryOperator<Compilation> change, int triesLeft, Throwable failure) {
        boolean away = failure instanceof KeelsonException known && known.code() == ErrorCode.STORE_UNAVAILABLE;
        if (!away || triesLeft == 1) {
            return Future.failedFuture(failure);
        }
        return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                .compose(paused -> refresh())
                .transform(read -> read.cause() instanceof LeaseLostException gone
                        ? Future.failedFuture(gone)
                        : store(change, triesLeft - 1));
    }

    private Compilation adopt(Compilation read) {
        boolean mine = read.lease().sameHolder(lease) && !read.state().ended();
        if (read.revision() < current.revision()) {
            return current;
        }
        current = read;
        if (!mine) {
            throw lost("at revision " + read.revision());
        }
        return read;
    }

    private LeaseLostException lost(String how) {
        return new LeaseLostException("compilation " + current.id() + " is no longer this node's: " + how);
    }
}

package dev.keelson.core.compilation;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.function.UnaryOperator;

/** Changes compilations from outside, whichever node runs them. */
final class CompilationEndings {
    private static final int MAX_TRIES = 50;

    private final CompilationEngine engine;

    CompilationEndings(CompilationEngine engine) {
        this.engine = engine;
    }

    /** Completes with the compilation as it ended, be it by this or before. */
    Future<Compilation> end(Compilation compilation, CompilationState how, String reason) {
        return change(
                compilation,
                now -> now.state().ended()
                        ? now
                        : now.ended(how, engine.parts().clock().instant(), reason));
    }

    /** {@code change} is applied to the state that is in the store; returning the same object changes nothing. */
    Future<Compilation> change(Compilation compilation, UnaryOperator<Compilation> change) {
        return change(compilation, change, MAX_TRIES);
    }

    private Future<Compilation> change(Compilation before, UnaryOperator<Compilation> change, int triesLeft) {
        Compilation changed = change.apply(before);
        if (changed.equals(before)) {
            return Future.succeededFuture(before);
        }
        Compilation after = changed.following(before);
        var key = new CompilationKey(before.agent(), before.id());
        return engine.parts().compilations().replace(before, after).compose(done -> {
            if (done) {
                engine.changed(key);
                return Future.succeededFuture(after);
            }
            if (triesLeft == 1) {
                return Future.failedFuture(
                        new KeelsonException(ErrorCode.OVERLOADED, "the compilation is changed all the time"));
            }
            return engine.parts()
                    .compilations()
                    .find(key)
                    .map(found -> found.orElseThrow(() -> CompilationQueries.noCompilation(key)))
                    .compose(read -> change(read, change, triesLeft - 1));
        });
    }
}

package dev.keelson.adminui;

import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Renders pages for visitors, off the event loop: large pages take milliseconds. */
final class Pages {
    private static final int OK = 200;

    private final Templates templates;

    Pages(Templates templates) {
        this.templates = templates;
    }

    Future<Answer> page(Visit visit, String template, Map<String, Object> model) {
        return render(visit, OK, template, () -> model);
    }

    /** A page whose model costs time to make, too. */
    Future<Answer> page(Visit visit, String template, Callable<Map<String, Object>> model) {
        return render(visit, OK, template, model);
    }

    /** The page of a form that was refused: what the person wrote is kept, and on top stands what is wrong. */
    Future<Answer> refused(Visit visit, String template, KeelsonException failure, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("problem", Problem.of(failure));
        return render(visit, Problem.status(failure), template, () -> all);
    }

    /** Answers failures that a person can mend with {@code again}; others stay failures. */
    static Function<Throwable, Future<Answer>> recover(Function<KeelsonException, Future<Answer>> again) {
        return failure -> failure instanceof KeelsonException known && Problem.isForForm(known)
                ? again.apply(known)
                : Future.failedFuture(failure);
    }

    private Future<Answer> render(Visit visit, int status, String template, Callable<Map<String, Object>> model) {
        Viewer viewer = Viewer.of(visit);
        return visit.request()
                .vertx()
                .executeBlocking(
                        () -> {
                            Map<String, Object> all = new HashMap<>(model.call());
                            all.put("viewer", viewer);
                            return templates.answer(status, template, all);
                        },
                        false);
    }
}

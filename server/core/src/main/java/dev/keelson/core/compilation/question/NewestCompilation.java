package dev.keelson.core.compilation.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.compilation.CompilationQueries;
import dev.keelson.core.compilation.StartCompilationUseCase;
import io.vertx.core.Future;
import java.util.List;

/** The newest compilation as the store has it. */
public final class NewestCompilation implements LatestCompilation {
    private final CompilationQueries queries;
    private final StartCompilationUseCase start;

    public NewestCompilation(CompilationQueries queries, StartCompilationUseCase start) {
        this.queries = queries;
        this.start = start;
    }

    @Override
    public Future<List<JsonNode>> results(Principal by, String agent) {
        return queries.list(by, agent, PageRequest.first(1))
                .compose(page -> page.items().isEmpty()
                        ? Future.succeededFuture(List.of())
                        : queries.results(page.items().get(0)).map(results -> List.copyOf(results.values())));
    }

    /** A full queue of compilations must not undo an answer that is stored. */
    @Override
    public Future<Void> start(Principal by, String agent, boolean schemaChangeWanted) {
        return start.execute(new StartCompilationUseCase.Input(by, agent, schemaChangeWanted))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}

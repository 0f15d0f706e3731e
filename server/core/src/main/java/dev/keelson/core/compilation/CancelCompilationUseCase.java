package dev.keelson.core.compilation;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;

/** Ends a compilation before its time. */
public final class CancelCompilationUseCase {
    private final CompilationEngine engine;
    private final AuditLog audit;

    public CancelCompilationUseCase(CompilationEngine engine, AuditLog audit) {
        this.engine = engine;
        this.audit = audit;
    }

    /** One that has ended stays as it is. Fails with {@link ErrorCode#COMPILATION_NOT_FOUND}. */
    public Future<Compilation> execute(Principal by, CompilationKey key) {
        by.require(Permission.DRAFT_EDIT);
        by.requireAgent(key.agent());
        return engine.parts()
                .compilations()
                .find(key)
                .map(found -> found.orElseThrow(() -> CompilationQueries.noCompilation(key)))
                .compose(compilation ->
                        compilation.state().ended() ? Future.succeededFuture(compilation) : cancel(by, compilation));
    }

    private Future<Compilation> cancel(Principal by, Compilation compilation) {
        var change = new AuditedChange(
                by,
                "compilation.cancel",
                "agents/" + compilation.agent() + "/compilations/" + compilation.id(),
                compilation.state().id(),
                "");
        return audit.record(
                change,
                () -> new CompilationEndings(engine)
                        .end(compilation, CompilationState.CANCELLED, "the compilation was cancelled"),
                ended -> ended.state().id());
    }
}

package dev.keelson.core.compilation;

import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The results of the compilations of this agent before this one, by the hash of what went in. */
final class EarlierResults {
    private static final int LOOKED_AT = 6;

    private final CompilationRepository compilations;
    private final CompilationKey key;
    private final Future<List<Compilation>> before;

    EarlierResults(CompilationRepository compilations, CompilationKey key) {
        this.compilations = compilations;
        this.key = key;
        before = compilations
                .list(key.agent(), PageRequest.first(LOOKED_AT))
                .map(page -> page.items().stream()
                        .filter(each -> !each.id().equals(key.id()))
                        .toList());
    }

    /** The outcome in this compilation, for which the result is stored again; empty when it has to be worked out. */
    Future<Optional<ProcessOutcome>> find(ProcessName name, String hash) {
        return before.map(all -> newest(all, name, hash))
                .compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty()) : copy(name, found.get()));
    }

    private static Optional<Found> newest(List<Compilation> all, ProcessName name, String hash) {
        for (Compilation each : all) {
            ProcessRecord record = each.processes().get(name);
            String digest = record == null ? null : record.result();
            ProcessOutcome outcome = record == null ? null : record.outcome();
            if (digest != null && outcome != null && outcome.inputHash().equals(hash)) {
                return Optional.of(new Found(each.id(), digest, outcome));
            }
        }
        return Optional.empty();
    }

    /** So that it stays when the earlier compilation is deleted. */
    private Future<Optional<ProcessOutcome>> copy(ProcessName name, Found found) {
        return compilations
                .result(new CompilationRepository.ResultKey(found.compilation(), name), found.digest())
                .compose(result -> result.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : compilations
                                .putResult(new CompilationRepository.ResultKey(key.id(), name), result.get())
                                .map(digest -> Optional.of(found.outcome().reusedFrom(found.compilation()))));
    }

    private record Found(String compilation, String digest, ProcessOutcome outcome) {}
}

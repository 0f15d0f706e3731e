package dev.keelson.core.compilation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores compilations. Results stand beside them, each under the digest of its content, so that a node that lost its lease
 * can't change what another one wrote.
 */
public interface CompilationRepository {
    /** Bytes of one process's result. */
    int MAX_RESULT_BYTES = 256 << 10;

    Future<Compilation> insert(Compilation compilation);

    Future<Optional<Compilation>> find(CompilationKey key);

    /** Newest first. */
    Future<Page<Compilation>> list(String agent, PageRequest page);

    /**
     * Stores {@code after} if the compilation is still as {@code before}, whose revision is one lower; false if someone
     * changed or deleted it in between.
     */
    Future<Boolean> replace(Compilation before, Compilation after);

    /** Compilations under way whose lease has ended {@code now}: those that no node runs. Longest waiting first. */
    Future<List<CompilationKey>> waiting(Instant now, int limit);

    /** With its results. What is not there is deleted already. */
    Future<Void> delete(CompilationKey key);

    /** Completes with the digest that the result is found by. The same result put twice is stored once. */
    Future<String> putResult(ResultKey key, JsonNode result);

    Future<Optional<JsonNode>> result(ResultKey key, String digest);

    /** Whose result. */
    record ResultKey(String compilation, ProcessName process) {}
}

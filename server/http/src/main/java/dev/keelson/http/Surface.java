package dev.keelson.http;

import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** How a group of routes knows its callers and tells them of failures: problems for programs, pages for people. */
public interface Surface {

    /** Fails with {@link ErrorCode#CREDENTIAL_MISSING} or {@link ErrorCode#CREDENTIAL_INVALID}. */
    Future<Principal> authenticate(HttpServerRequest request);

    /** The answer to a failure; must not throw. */
    Answer failure(KeelsonException failure, FailedRequest request);

    /** Headers of every answer, unless the answer sets them itself. */
    List<Answer.Header> headers();

    /** What a failure's answer may need to know of its request. */
    record FailedRequest(String requestId, String path) {}
}

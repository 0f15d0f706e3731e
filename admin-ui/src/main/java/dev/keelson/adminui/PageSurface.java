package dev.keelson.adminui;

import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorType;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import dev.keelson.http.Surface;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The surface for people: sessions in, pages out. Whoever is not logged in is led to the login and back. */
final class PageSurface implements Surface {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Referrers stay on the site; without any, browsers would send forms with the origin {@code null}. */
    private static final List<Answer.Header> HEADERS = List.of(
            header("Content-Security-Policy", POLICY),
            header("Cache-Control", "no-store"),
            header("X-Content-Type-Options", "nosniff"),
            header("Referrer-Policy", "same-origin"),
            header("Cross-Origin-Opener-Policy", "same-origin"),
            header("Cross-Origin-Resource-Policy", "same-origin"),
            header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            header("Strict-Transport-Security", "max-age=31536000"));

    private final Sessions sessions;
    private final Templates templates;

    PageSurface(Sessions sessions, Templates templates) {
        this.sessions = sessions;
        this.templates = templates;
    }

    @Override
    public Future<Principal> authenticate(HttpServerRequest request) {
        SameSite.require(request);
        return sessions.principal(request);
    }

    @Override
    public Answer failure(KeelsonException failure, FailedRequest request) {
        if (failure.code().type() == ErrorType.UNAUTHENTICATED) {
            return Redirect.to("/admin/login?to=" + URLEncoder.encode(request.path(), StandardCharsets.UTF_8));
        }
        int status = Problem.status(failure);
        return templates.answer(
                status, "error", Map.of("problem", Problem.of(failure), "status", status, "id", request.requestId()));
    }

    @Override
    public List<Answer.Header> headers() {
        return HEADERS;
    }

    private static Answer.Header header(String name, String value) {
        return new Answer.Header(name, value);
    }
}

package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;

/** Declares pages and forms. A form can't be declared without the check of its session's token. */
final class PageRoutes {
    static final BodyPolicy FORM = BodyPolicy.of(2 << 20, Duration.ofSeconds(10), Form.TYPE);

    private final RouteRegistry registry;
    private final Sessions sessions;

    PageRoutes(RouteRegistry registry, Sessions sessions) {
        this.registry = registry;
        this.sessions = sessions;
    }

    void page(Permission permission, String path, PageHandler handler) {
        registry.secured(permission, HttpMethod.GET, path, request -> handler.handle(visit(request)));
    }

    void form(Permission permission, String path, FormHandler handler) {
        registry.secured(permission, HttpMethod.POST, path, guarded(handler));
    }

    /** A form for whoever is logged in; {@code reason} says why no permission is needed. */
    void formForAll(String reason, String path, FormHandler handler) {
        registry.anyPrincipal(reason, HttpMethod.POST, path, guarded(handler));
    }

    private RouteHandler guarded(FormHandler handler) {
        return RouteHandler.reading(FORM, request -> submit(request, handler));
    }

    private Future<Answer> submit(ApiRequest request, FormHandler handler) {
        Visit visit = visit(request);
        Form form = Form.parse(request.text());
        if (!equal(visit.session().csrf(), form.text("csrf"))) {
            throw new KeelsonException(
                    ErrorCode.PERMISSION_DENIED, "the form is out of date: go back, load the page again and repeat");
        }
        return handler.handle(visit, form);
    }

    private Visit visit(ApiRequest request) {
        return new Visit(
                request,
                sessions.find(request.request())
                        .orElseThrow(() -> new KeelsonException(ErrorCode.CREDENTIAL_MISSING, "not logged in")));
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

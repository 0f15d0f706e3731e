package dev.keelson.adminui;

import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Logs people in and out, and keeps which colours they want. */
final class LoginPages {
    private static final String PATH = "/admin/login";
    private static final int MAX_KEY = 512;

    private final Sessions sessions;
    private final Templates templates;

    LoginPages(Sessions sessions, Templates templates) {
        this.sessions = sessions;
        this.templates = templates;
    }

    void declare(RouteRegistry registry, PageRoutes routes) {
        registry.open("nobody is logged in before the login", HttpMethod.GET, PATH, this::show);
        registry.open(
                "checks the key itself", HttpMethod.POST, PATH, RouteHandler.reading(PageRoutes.FORM, this::login));
        routes.formForAll("ends the caller's own session", "/admin/logout", this::logout);
        routes.formForAll("sets the caller's own cookie", "/admin/theme", LoginPages::theme);
    }

    private Future<Answer> show(ApiRequest request) {
        String wanted = request.query("to").text("to");
        return Future.succeededFuture(
                templates.answer(200, "login", model(request, Objects.requireNonNullElse(wanted, ""))));
    }

    private Future<Answer> login(ApiRequest request) {
        SameSite.require(request.request());
        Form form = Form.parse(request.text());
        String key = form.line("key");
        String wanted = form.line("to");
        return sessions.mint(key.length() > MAX_KEY ? "" : key)
                .map(id -> Redirect.to(LocalPath.orHome(wanted), Cookies.startSession(request.request(), id)))
                .recover(failure -> again(request, wanted, failure));
    }

    private Future<Answer> again(ApiRequest request, String wanted, Throwable failure) {
        if (!(failure instanceof KeelsonException known) || !isForCaller(known)) {
            return Future.failedFuture(failure);
        }
        Map<String, Object> model = new HashMap<>(model(request, wanted));
        model.put("problem", Problem.of(known));
        return Future.succeededFuture(templates.answer(401, "login", model));
    }

    private static boolean isForCaller(KeelsonException failure) {
        return switch (failure.code()) {
            case CREDENTIAL_INVALID, PERMISSION_DENIED -> true;
            default -> false;
        };
    }

    private static Map<String, Object> model(ApiRequest request, String wanted) {
        var viewer = new Viewer(null, "", Cookies.theme(request.request()), PATH);
        return Map.of("viewer", viewer, "to", LocalPath.orHome(wanted));
    }

    private Future<Answer> logout(Visit visit, Form form) {
        sessions.end(visit.request().request());
        return Future.succeededFuture(Redirect.to(
                PATH,
                Cookies.endSession(visit.request().request()),
                new Answer.Header("Clear-Site-Data", "\"cache\", \"storage\"")));
    }

    private static Future<Answer> theme(Visit visit, Form form) {
        Theme theme = Theme.of(form.line("theme"));
        return Future.succeededFuture(Redirect.to(
                LocalPath.orHome(form.line("to")),
                Cookies.keepTheme(visit.request().request(), theme)));
    }
}

package dev.keelson.adminui;

import dev.keelson.http.Answer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/** Reads and writes the cookies of the pages: the session's id and the chosen colours. */
final class Cookies {
    private static final String SESSION = "keelson_session";
    private static final String THEME = "keelson_theme";
    private static final Duration THEME_LIFE = Duration.ofDays(365);
    private static final int MAX_LENGTH = 64;

    private Cookies() {}

    static Optional<String> session(HttpServerRequest request) {
        return value(request, SESSION);
    }

    static Theme theme(HttpServerRequest request) {
        return value(request, THEME).map(Theme::of).orElse(Theme.SYSTEM);
    }

    static Answer.Header startSession(HttpServerRequest request, String id) {
        return cookie(request, SESSION + "=" + id + "; HttpOnly");
    }

    static Answer.Header endSession(HttpServerRequest request) {
        return cookie(request, SESSION + "=; HttpOnly; Max-Age=0");
    }

    static Answer.Header keepTheme(HttpServerRequest request, Theme theme) {
        return cookie(request, THEME + "=" + theme.id() + "; HttpOnly; Max-Age=" + THEME_LIFE.toSeconds());
    }

    private static Answer.Header cookie(HttpServerRequest request, String start) {
        String secure = isHttps(request) ? "; Secure" : "";
        return new Answer.Header(HttpHeaders.SET_COOKIE, start + "; Path=/admin; SameSite=Lax" + secure);
    }

    /** A proxy's word is enough here: a caller that lies about it only keeps its own cookie from coming back. */
    private static boolean isHttps(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    private static Optional<String> value(HttpServerRequest request, String name) {
        Cookie cookie = request.getCookie(name);
        return Optional.ofNullable(cookie)
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH);
    }
}

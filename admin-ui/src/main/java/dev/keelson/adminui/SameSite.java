package dev.keelson.adminui;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;

/** Refuses changes that another site's page asks a browser for. */
final class SameSite {

    private SameSite() {}

    /**
     * Fails with {@link ErrorCode#PERMISSION_DENIED} if a request that may change something does not show that it comes
     * from this site.
     */
    static void require(HttpServerRequest request) {
        if (!isSafe(request.method()) && !comesFromHere(request)) {
            throw new KeelsonException(
                    ErrorCode.PERMISSION_DENIED, "the request does not come from a page of this server");
        }
    }

    private static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static boolean comesFromHere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null ? site != null : isHost(origin, request.getHeader(HttpHeaders.HOST));
    }

    private static boolean isHost(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getRawAuthority());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}

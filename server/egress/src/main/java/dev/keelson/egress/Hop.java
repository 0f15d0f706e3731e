package dev.keelson.egress;

import dev.keelson.plugin.api.http.OutboundRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One request on the wire; a call has more than one when it follows redirects.
 *
 * @param url what the target was read from; a redirect may be relative to it
 * @param headers under lower-case names
 * @param body not to be modified
 */
record Hop(URI url, Target target, String method, Map<String, String> headers, byte[] body, int redirectsLeft) {
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final Set<String> REFUSED_METHODS = Set.of("CONNECT", "TRACE");
    private static final Set<String> BODY_METHODS = Set.of("POST", "PUT", "PATCH");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Throws {@link IllegalArgumentException} if the request breaks a rule that needs no address. */
    static Hop first(OutboundRequest request, EgressPolicy policy) {
        if (!METHOD.matcher(request.method()).matches() || REFUSED_METHODS.contains(request.method())) {
            throw new IllegalArgumentException("request method");
        }
        if (request.body().length > policy.sizes().request()) {
            throw new IllegalArgumentException(
                    "request body longer than " + policy.sizes().request() + " bytes");
        }
        return new Hop(
                request.uri(),
                Target.parse(request.uri()),
                request.method(),
                HeaderRules.checked(request.headers(), policy.sizes().headers()),
                request.body(),
                Math.min(request.maxRedirects(), policy.maxRedirects()));
    }

    /** The same hop with these headers where the caller did not set them. */
    Hop withDefaultHeaders(Map<String, String> defaults) {
        var all = new TreeMap<>(defaults);
        all.putAll(headers);
        return new Hop(url, target, method, all, body, redirectsLeft);
    }

    /**
     * The hop that an answer asks for; empty if the answer is no redirect or no more may be followed. Throws
     * {@link IllegalArgumentException} if the redirect breaks a rule.
     */
    Optional<Hop> redirected(int status, Optional<String> location) {
        if (redirectsLeft < 1 || !REDIRECTS.contains(status) || location.isEmpty()) {
            return Optional.empty();
        }
        URI next = resolved(location.get());
        Target nextTarget = Target.parse(next);
        if (target.tls() && !nextTarget.tls()) {
            throw new IllegalArgumentException("redirect from https to http");
        }
        boolean becomesGet = becomesGet(status);
        boolean sameOrigin = target.sameOrigin(nextTarget);
        if (!sameOrigin && !becomesGet && body.length > 0) {
            throw new IllegalArgumentException("redirect that would carry the request body to another origin");
        }
        var kept = new TreeMap<>(sameOrigin ? headers : HeaderRules.acrossOrigins(headers));
        if (becomesGet) {
            kept.remove("content-type");
        }
        return Optional.of(new Hop(
                next,
                nextTarget,
                becomesGet ? "GET" : method,
                kept,
                becomesGet ? new byte[0] : body,
                redirectsLeft - 1));
    }

    /** The text comes from a server and must not get into a message. */
    private URI resolved(String location) {
        try {
            return url.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("malformed location", e);
        }
    }

    /** Whether the request says how long its body is: some servers insist on it even for an empty one. */
    boolean hasLength() {
        return body.length > 0 || BODY_METHODS.contains(method);
    }

    private boolean becomesGet(int status) {
        boolean keeps = method.equals("GET") || method.equals("HEAD");
        return !keeps && (status == 303 || (method.equals("POST") && (status == 301 || status == 302)));
    }
}

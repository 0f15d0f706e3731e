package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one place that finds a program's credential in a request. */
public final class CredentialExtractor {
    private static final CharSequence API_KEY_HEADER = HttpHeaders.createOptimized("X-API-Key");
    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 512;

    private CredentialExtractor() {}

    /**
     * The credential in {@code Authorization: Bearer} or {@code X-API-Key}. Fails with
     * {@link ErrorCode#CREDENTIAL_MISSING}, or with {@link ErrorCode#MALFORMED_REQUEST} if there are two different ones.
     */
    public static String extract(MultiMap headers) {
        String bearer = bearer(single(headers, HttpHeaders.AUTHORIZATION));
        String apiKey = single(headers, API_KEY_HEADER);
        if (bearer != null && apiKey != null && !bearer.equals(apiKey)) {
            throw new KeelsonException(
                    ErrorCode.MALFORMED_REQUEST, "Authorization and X-API-Key hold different credentials");
        }
        String credential = Objects.requireNonNullElse(bearer != null ? bearer : apiKey, "");
        if (credential.isEmpty()) {
            throw new KeelsonException(ErrorCode.CREDENTIAL_MISSING, "the request has no credential");
        }
        if (credential.length() > MAX_LENGTH) {
            throw new KeelsonException(ErrorCode.CREDENTIAL_INVALID, "the credential is too long to be an API key");
        }
        return credential;
    }

    private static @Nullable String single(MultiMap headers, CharSequence name) {
        if (!headers.contains(name)) {
            return null;
        }
        List<String> all = headers.getAll(name);
        if (all.size() > 1) {
            throw new KeelsonException(ErrorCode.MALFORMED_REQUEST, "header given twice: " + name);
        }
        return all.get(0);
    }

    /** Another scheme than Bearer is no credential for Keelson. */
    private static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return authorization.substring(SCHEME.length()).trim();
    }
}

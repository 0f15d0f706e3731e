package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Revisions as entity tags: revision 3 is {@code "3"}. */
public final class EntityTags {
    private static final Pattern FORM = Pattern.compile("\"(0|[1-9][0-9]{0,8})\"");

    private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("private, no-cache");
    private static final int NOT_MODIFIED = 304;
    private static final int DIGEST_DIGITS = 32;

    private EntityTags() {}

    public static String of(long revision) {
        return "\"" + revision + "\"";
    }

    /** The answer's header for a revision. */
    public static Answer.Header header(long revision) {
        return new Answer.Header(HttpHeaders.ETAG, of(revision));
    }

    /** A tag for content that never changes under its address, or else changes its digest: {@code sha256:<hex>}. */
    public static String ofDigest(String digest) {
        int start = digest.indexOf(':') + 1;
        return "\"" + digest.substring(start, start + DIGEST_DIGITS) + "\"";
    }

    /**
     * {@code full} with its tag, or 304 without a body when the caller has that already. Caches of the caller's own may keep
     * such answers and ask again.
     */
    public static Answer answer(ApiRequest request, String tag, Answer full) {
        Answer answer = matches(request, tag) ? Answer.empty(NOT_MODIFIED, List.of()) : full;
        return answer.with(HttpHeaders.ETAG, tag).with(HttpHeaders.CACHE_CONTROL, REVALIDATE);
    }

    private static boolean matches(ApiRequest request, String tag) {
        String given = request.header(HttpHeaders.IF_NONE_MATCH);
        if (given == null) {
            return false;
        }
        return given.equals("*")
                || Arrays.stream(given.split(",", -1))
                        .map(each -> each.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag::equals);
    }

    /** The revision in {@code If-Match}; null without. Fails with {@link ErrorCode#MALFORMED_REQUEST}. */
    public static @Nullable Integer ifMatch(ApiRequest request) {
        String value = request.header(HttpHeaders.IF_MATCH);
        if (value == null) {
            return null;
        }
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw ApiRequest.malformed(
                    HttpHeaders.IF_MATCH, "If-Match: does not fit (expected: one ETag of an answer, such as \"3\")");
        }
        return Integer.valueOf(form.group(1));
    }

    /** Fails with {@link ErrorCode#REVISION_REQUIRED} when there is no {@code If-Match}. */
    public static int requireIfMatch(ApiRequest request) {
        Integer revision = ifMatch(request);
        if (revision == null) {
            throw new KeelsonException(ErrorCode.REVISION_REQUIRED, "header missing: If-Match");
        }
        return revision;
    }

    /** Like {@link #ifMatch}, where {@code If-None-Match: *} stands for revision 0: nothing may be there. */
    public static @Nullable Integer expected(ApiRequest request) {
        Integer revision = ifMatch(request);
        String noneMatch = request.header(HttpHeaders.IF_NONE_MATCH);
        if (noneMatch == null) {
            return revision;
        }
        if (revision != null || !noneMatch.equals("*")) {
            throw ApiRequest.malformed(
                    HttpHeaders.IF_NONE_MATCH, "If-None-Match: does not fit (expected: *, and no If-Match)");
        }
        return 0;
    }
}

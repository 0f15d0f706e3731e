package dev.keelson.http.api;

import dev.keelson.core.agent.Deprecation;
import dev.keelson.http.Answer;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells callers of a deprecated alias to leave: {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594) and a link. */
final class DeprecationHeaders {
    private static final CharSequence DEPRECATION = HttpHeaders.createOptimized("Deprecation");
    private static final CharSequence SUNSET = HttpHeaders.createOptimized("Sunset");

    /** IMF-fixdate (RFC 9110); the JDK's own formatter writes days of one digit. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private DeprecationHeaders() {}

    /** {@code link} is that of the execution: one header holds both, as some clients read only the first. */
    static List<Answer.Header> of(String executionId, String link, String agent, Deprecation notice) {
        List<Answer.Header> headers = new ArrayList<>();
        headers.add(new Answer.Header(RunJson.EXECUTION_ID, executionId));
        headers.add(new Answer.Header(RunJson.LINK, link + successor(agent, notice)));
        headers.add(new Answer.Header(DEPRECATION, "@" + notice.since().getEpochSecond()));
        Instant sunset = notice.sunset();
        if (sunset != null) {
            headers.add(new Answer.Header(SUNSET, HTTP_DATE.format(sunset)));
        }
        return headers;
    }

    private static String successor(String agent, Deprecation notice) {
        String successor = notice.successor();
        return successor == null ? "" : ", </v1/agents/" + agent + "@" + successor + "/run>; rel=\"successor-version\"";
    }
}

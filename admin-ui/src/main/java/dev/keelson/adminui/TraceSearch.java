package dev.keelson.adminui;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.trace.TraceQueries;
import dev.keelson.core.trace.TraceSummary;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The filters of the trace search as they stand in the address: text as typed, empty for any. */
public record TraceSearch(
        Map<String, String> filters, @Nullable String cursor) {
    private static final List<String> NAMES = List.of("agent", "version", "alias", "status", "from", "to");

    public TraceSearch {
        filters = Map.copyOf(filters);
    }

    static TraceSearch of(ApiRequest request) {
        Query query = request.query("agent", "version", "alias", "status", "from", "to", "cursor");
        Map<String, String> filters = new TreeMap<>();
        NAMES.forEach(name -> filters.put(
                name, Objects.requireNonNullElse(query.text(name), "").strip()));
        return new TraceSearch(filters, query.text("cursor"));
    }

    public String text(String name) {
        return filters.getOrDefault(name, "");
    }

    public boolean any() {
        return filters.values().stream().anyMatch(value -> !value.isEmpty());
    }

    /** The address of this search's page that starts at a cursor. */
    public String at(String next) {
        List<String> parts = new ArrayList<>();
        NAMES.forEach(name -> {
            if (!text(name).isEmpty()) {
                parts.add(name + "=" + encode(text(name)));
            }
        });
        parts.add("cursor=" + encode(next));
        return "/admin/traces?" + String.join("&", parts);
    }

    /** Fails with {@link ErrorCode#REQUEST_INVALID}. */
    TraceQueries.Search toSearch() {
        return new TraceQueries.Search(
                given("agent"),
                parsed("version", "a whole number", Integer::valueOf),
                given("alias"),
                parsed("status", "ok or error", TraceSearch::status),
                parsed("from", "a time such as 2026-11-24 10:00", TraceSearch::time),
                parsed("to", "a time such as 2026-11-24 10:00", TraceSearch::time));
    }

    private @Nullable String given(String name) {
        String text = text(name);
        return text.isEmpty() ? null : text;
    }

    private <T> @Nullable T parsed(String name, String expected, Function<String, T> parser) {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException unfit) {
            String message = name + " does not fit (expected: " + expected + ")";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/" + name, "form", message)));
        }
    }

    private static TraceSummary.Status status(String id) {
        for (TraceSummary.Status status : TraceSummary.Status.values()) {
            if (status.id().equals(id)) {
                return status;
            }
        }
        throw new IllegalArgumentException("status: unknown");
    }

    /** A date, or a date and a time with or without a zone; without one it is UTC. */
    private static Instant time(String text) {
        String iso = text.replace(' ', 'T');
        if (!iso.contains("T")) {
            return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return iso.endsWith("Z") ? Instant.parse(iso) : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

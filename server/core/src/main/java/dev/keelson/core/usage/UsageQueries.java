package dev.keelson.core.usage;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads sums of usage. A key that is limited to some agents sees the usage of these. */
public final class UsageQueries {
    public static final int MAX_GROUPS = 500;
    private static final Duration MAX_PERIOD = Duration.ofDays(400);

    private static final Duration DEFAULT_PERIOD = Duration.ofDays(1);

    private final UsageRepository usage;
    private final Clock clock;

    public UsageQueries(UsageRepository usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    /**
     * Whole hours: {@code from} goes back and {@code to} forward to the next full one.
     *
     * @param from null for a day before {@code to}
     * @param to null for now
     */
    public record Search(
            @Nullable Instant from, @Nullable Instant to, UsageDimension groupBy, Map<UsageDimension, String> filters) {

        public Search {
            filters = Map.copyOf(filters);
        }
    }

    /**
     * What was found.
     *
     * @param truncated whether there are more groups than these; the total has them all
     */
    public record Report(
            Instant from,
            Instant to,
            UsageDimension groupBy,
            List<UsageGroup> groups,
            boolean truncated,
            UsageSum total) {

        public Report {
            groups = List.copyOf(groups);
        }
    }

    /** Fails with {@link ErrorCode#REQUEST_INVALID} for a period that is empty or longer than 400 days. */
    public Future<Report> report(Principal by, Search search) {
        by.require(Permission.USAGE_READ);
        UsageQuery query = query(by, search);
        return usage.sum(query.total())
                .compose(total -> usage.sum(query).map(groups -> report(search, query, total, groups)));
    }

    private static Report report(Search search, UsageQuery query, List<UsageGroup> total, List<UsageGroup> groups) {
        return new Report(
                query.from(),
                query.to(),
                search.groupBy(),
                groups.subList(0, Math.min(groups.size(), MAX_GROUPS)),
                groups.size() > MAX_GROUPS,
                total.isEmpty() ? UsageSum.ZERO : total.get(0).sum());
    }

    private UsageQuery query(Principal by, Search search) {
        Instant to = fullHour(Objects.requireNonNullElseGet(search.to(), clock::instant));
        Instant from = search.from() == null ? to.minus(DEFAULT_PERIOD) : search.from();
        Instant start = from.truncatedTo(ChronoUnit.HOURS);
        if (!start.isBefore(to) || start.plus(MAX_PERIOD).isBefore(to)) {
            String message =
                    "the period does not fit (expected: from before to, at most " + MAX_PERIOD.toDays() + " days)";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/to", "range", message)));
        }
        return new UsageQuery(start, to, search.groupBy(), search.filters(), by.agents(), MAX_GROUPS + 1);
    }

    private static Instant fullHour(Instant time) {
        Instant start = time.truncatedTo(ChronoUnit.HOURS);
        return start.equals(time) ? time : start.plus(1, ChronoUnit.HOURS);
    }
}

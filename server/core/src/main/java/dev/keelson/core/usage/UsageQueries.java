package dev.keelson.core.usage;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads sums of usage. A key that is limited to some agents sees the usage of these. */
public final class UsageQueries {
    public static final int MAX_GROUPS = 500;
    private static final Duration MAX_PERIOD = Duration.ofDays(400);

    private final UsageRepository usage;

    public UsageQueries(UsageRepository usage) {
        this.usage = usage;
    }

    /** Whole hours: {@code from} goes back and {@code to} forward to the next full one. */
    public record Search(
            Instant from, Instant to, UsageDimension groupBy, Map<UsageDimension, String> filters) {

        public Search {
            from = from.truncatedTo(ChronoUnit.HOURS);
            Instant start = to.truncatedTo(ChronoUnit.HOURS);
            to = start.equals(to) ? to : start.plus(1, ChronoUnit.HOURS);
            filters = Map.copyOf(filters);
        }
    }

    /**
     * What was found.
     *
     * @param truncated whether there are more groups than these; the total has them all
     */
    public record Report(Search search, List<UsageGroup> groups, boolean truncated, UsageSum total) {

        public Report {
            groups = List.copyOf(groups);
        }
    }

    /** Fails with {@link ErrorCode#REQUEST_INVALID} for a period that is empty or longer than 400 days. */
    public Future<Report> report(Principal by, Search search) {
        by.require(Permission.USAGE_READ);
        requirePeriod(search);
        var query = new UsageQuery(
                search.from(), search.to(), search.groupBy(), search.filters(), visible(by), MAX_GROUPS + 1);
        return usage.sum(query.total()).compose(total -> usage.sum(query)
                .map(groups -> new Report(
                        search,
                        groups.subList(0, Math.min(groups.size(), MAX_GROUPS)),
                        groups.size() > MAX_GROUPS,
                        total.isEmpty() ? UsageSum.ZERO : total.get(0).sum())));
    }

    private static Set<String> visible(Principal by) {
        return by.agents();
    }

    private static void requirePeriod(Search search) {
        boolean fits = search.from().isBefore(search.to())
                && !search.from().plus(MAX_PERIOD).isBefore(search.to());
        if (!fits) {
            String message = "the period does not fit (expected: from before to, at most " + MAX_PERIOD.toDays() + " days)";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/to", "range", message)));
        }
    }
}

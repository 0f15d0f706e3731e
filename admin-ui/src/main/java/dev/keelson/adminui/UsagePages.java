package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.usage.UsageDimension;
import dev.keelson.core.usage.UsageQueries;
import dev.keelson.http.Answer;
import dev.keelson.http.Query;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What agents and models cost, with the budgets and rate limits that hold them. */
final class UsagePages {
    static final String USAGE = "/admin/usage";

    private final AdminUiParts.Usage usage;
    private final Pages pages;
    private final Clock clock = Clock.systemUTC();

    UsagePages(AdminUiParts.Usage usage, Pages pages) {
        this.usage = usage;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.USAGE_READ, USAGE, this::show);
    }

    private Future<Answer> show(Visit visit) {
        Query query = visit.request().query("period");
        UsagePeriod period = Objects.requireNonNullElse(query.choice("period", UsagePeriod.BY_ID), UsagePeriod.WEEK);
        return report(visit, period, UsageDimension.AGENT)
                .compose(agents -> report(visit, period, UsageDimension.MODEL)
                        .map(models -> Map.<String, Object>of(
                                "periods", List.of(UsagePeriod.values()),
                                "period", period,
                                "agents", agents,
                                "models", models)))
                .compose(model -> withRules(visit, model))
                .compose(model -> pages.page(visit, "usage", model));
    }

    private Future<UsageQueries.Report> report(Visit visit, UsagePeriod period, UsageDimension groupBy) {
        Instant now = clock.instant();
        return usage.sums().report(visit.by(), new UsageQueries.Search(period.before(now), now, groupBy, Map.of()));
    }

    private Future<Map<String, Object>> withRules(Visit visit, Map<String, Object> model) {
        return usage.queries()
                .budgets(visit.by())
                .compose(budgets -> usage.queries().rateLimits(visit.by()).map(limits -> {
                    var all = new HashMap<>(model);
                    all.put("budgets", budgets.stream().map(BudgetRow::of).toList());
                    all.put("limits", limits);
                    return all;
                }));
    }
}

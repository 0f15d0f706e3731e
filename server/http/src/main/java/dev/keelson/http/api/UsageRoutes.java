package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;

import dev.keelson.core.access.Permission;
import dev.keelson.core.usage.UsageDimension;
import dev.keelson.core.usage.UsageQueries;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.Query;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What model calls used and cost. */
public final class UsageRoutes implements Routes {
    private static final Map<String, UsageDimension> DIMENSIONS = Arrays.stream(UsageDimension.values())
            .collect(Collectors.toUnmodifiableMap(UsageDimension::id, Function.identity()));

    private final UsageQueries queries;

    public UsageRoutes(UsageQueries queries) {
        this.queries = queries;
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.USAGE_READ, GET, "/v1/usage", this::report);
    }

    private Future<Answer> report(ApiRequest request) {
        Query query = request.query("from", "to", "groupBy", "agent", "version", "alias", "key", "provider", "model");
        Map<UsageDimension, String> filters = new EnumMap<>(UsageDimension.class);
        for (UsageDimension dimension : UsageDimension.values()) {
            String value = query.text(dimension.id());
            if (value != null) {
                filters.put(dimension, value);
            }
        }
        UsageDimension groupBy = Objects.requireNonNullElse(query.choice("groupBy", DIMENSIONS), UsageDimension.AGENT);
        var search = new UsageQueries.Search(query.instant("from"), query.instant("to"), groupBy, filters);
        return queries.report(request.principal(), search).map(report -> Answer.json(200, UsageJson.report(report)));
    }
}

package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.usage.Budget;
import dev.keelson.core.usage.BudgetQueries;
import dev.keelson.core.usage.EditBudgetUseCase;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.EntityTags;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Budgets: how they stand, and setting them. */
public final class BudgetRoutes implements Routes {
    private static final ApiDescription.BodySchema CREATE = ApiDescription.BodySchema.named("BudgetCreate");
    private static final ApiDescription.BodySchema CHANGE = ApiDescription.BodySchema.named("BudgetChange");
    private static final String ONE = "/v1/budgets/{name}";

    private final BudgetQueries queries;
    private final EditBudgetUseCase edit;
    private final BodyPolicy body;

    public BudgetRoutes(BudgetQueries queries, EditBudgetUseCase edit, HttpConfig config) {
        this.queries = queries;
        this.edit = edit;
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.USAGE_READ, GET, "/v1/budgets", this::list);
        registry.secured(Permission.BUDGET_MANAGE, POST, "/v1/budgets", RouteHandler.reading(body, this::create));
        registry.secured(Permission.USAGE_READ, GET, ONE, this::get);
        registry.secured(Permission.BUDGET_MANAGE, PUT, ONE, RouteHandler.reading(body, this::change));
        registry.secured(Permission.BUDGET_MANAGE, DELETE, ONE, this::delete);
    }

    private Future<Answer> list(ApiRequest request) {
        request.requireNoQuery();
        return queries.budgets(request.principal())
                .map(budgets -> Answer.json(200, PageJson.all(budgets, BudgetJson::budget)));
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.budget(request.principal(), request.path("name")).map(budget -> answer(200, budget));
    }

    private Future<Answer> create(ApiRequest request) {
        JsonNode given = CREATE.read(request);
        return edit.create(
                        request.principal(),
                        BudgetJson.toTerms(given.get("name").textValue(), given))
                .map(budget -> answer(201, budget).with(HttpHeaders.LOCATION, "/v1/budgets/" + budget.name()));
    }

    private Future<Answer> change(ApiRequest request) {
        var target = target(request);
        return edit.change(target, BudgetJson.toTerms(target.name(), CHANGE.read(request)))
                .map(budget -> answer(200, budget));
    }

    private Future<Answer> delete(ApiRequest request) {
        return edit.delete(target(request)).map(done -> Answer.empty(204, List.of()));
    }

    private static EditBudgetUseCase.Target target(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        return new EditBudgetUseCase.Target(request.principal(), request.path("name"), revision);
    }

    private static Answer answer(int status, Budget budget) {
        return Answer.json(status, BudgetJson.budget(budget)).with(HttpHeaders.ETAG, EntityTags.of(budget.revision()));
    }
}

package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.schemachange.DecideSchemaChangeUseCase;
import dev.keelson.core.schemachange.DecideSchemaChangeUseCase.Verdict;
import dev.keelson.core.schemachange.ProposeSchemaChangeUseCase;
import dev.keelson.core.schemachange.SchemaChange.State;
import dev.keelson.core.schemachange.SchemaChanges;
import dev.keelson.core.schemachange.Standing;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.EntityTags;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.Query;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Schema changes: what waits for a decision, proposing and deciding. */
public final class SchemaChangeRoutes implements Routes {
    private static final ApiDescription.BodySchema PROPOSE = ApiDescription.BodySchema.named("SchemaChangePropose");
    private static final ApiDescription.BodySchema DECIDE = ApiDescription.BodySchema.named("SchemaChangeDecide");
    private static final Map<String, State> STATES =
            Arrays.stream(State.values()).collect(Collectors.toUnmodifiableMap(State::id, Function.identity()));
    private static final String ALL = "/v1/schema-changes";

    private final SchemaChanges changes;
    private final BodyPolicy body;

    public SchemaChangeRoutes(SchemaChanges changes, HttpConfig config) {
        this.changes = changes;
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, ALL, this::list);
        registry.secured(Permission.ALIAS_MOVE, POST, ALL, RouteHandler.reading(body, this::propose));
        registry.secured(Permission.AGENT_READ, GET, ALL + "/{id}", this::get);
        registry.secured(
                Permission.SCHEMA_CHANGE_DECIDE,
                POST,
                ALL + "/{id}/decision",
                RouteHandler.reading(body, this::decide));
    }

    private Future<Answer> list(ApiRequest request) {
        Query query = request.query("agent", "state", "limit", "cursor");
        return changes.queries()
                .changes(request.principal(), query.text("agent"), query.choice("state", STATES), query.page())
                .map(page -> Answer.json(200, PageJson.of(page, SchemaChangeJson::standing)));
    }

    private Future<Answer> get(ApiRequest request) {
        return changes.queries().change(request.principal(), request.path("id")).map(SchemaChangeRoutes::answer);
    }

    private Future<Answer> propose(ApiRequest request) {
        JsonNode given = PROPOSE.read(request);
        return changes.propose()
                .execute(new ProposeSchemaChangeUseCase.Input(
                        request.principal(),
                        given.get("agent").textValue(),
                        given.get("alias").textValue(),
                        AliasJson.targets(given),
                        given.get("reason").textValue()))
                .map(standing -> answer(standing).with(HttpHeaders.LOCATION, SchemaChangeJson.path(standing.change())));
    }

    private Future<Answer> decide(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        JsonNode given = DECIDE.read(request);
        Verdict verdict = given.get("decision").textValue().equals("approve") ? Verdict.APPROVE : Verdict.REJECT;
        return changes.decide()
                .execute(new DecideSchemaChangeUseCase.Input(
                        request.principal(),
                        request.path("id"),
                        revision,
                        given.get("digest").textValue(),
                        verdict,
                        given.get("reason").textValue()))
                .map(SchemaChangeRoutes::answer);
    }

    private static Answer answer(Standing standing) {
        return Answer.json(200, SchemaChangeJson.standing(standing))
                .with(HttpHeaders.ETAG, EntityTags.of(standing.change().revision()));
    }
}

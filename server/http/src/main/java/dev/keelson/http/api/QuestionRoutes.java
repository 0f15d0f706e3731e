package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.AcceptAssumptionsUseCase;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.question.AnswerQuestionUseCase;
import dev.keelson.core.compilation.question.DismissQuestionUseCase;
import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.compilation.question.QuestionQueries;
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
import java.util.ArrayList;
import java.util.List;

/** What the author of a spec has to decide: open questions, and assumptions about fields. */
public final class QuestionRoutes implements Routes {
    private static final ApiDescription.BodySchema ANSWER = ApiDescription.BodySchema.named("QuestionAnswer");
    private static final ApiDescription.BodySchema ACCEPT = ApiDescription.BodySchema.named("AssumptionsAccept");
    private static final String ALL = "/v1/agents/{agent}/questions";
    private static final String ONE = ALL + "/{question}";

    private final UseCases useCases;
    private final BodyPolicy body;

    /** The use cases that these routes call. */
    public record UseCases(
            QuestionQueries queries,
            AnswerQuestionUseCase answer,
            DismissQuestionUseCase dismiss,
            AcceptAssumptionsUseCase accept) {}

    public QuestionRoutes(UseCases useCases, HttpConfig config) {
        this.useCases = useCases;
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, ALL, this::list);
        registry.secured(Permission.DRAFT_EDIT, POST, ONE + "/answer", RouteHandler.reading(body, this::answer));
        registry.secured(Permission.DRAFT_EDIT, POST, ONE + "/dismiss", this::dismiss);
        registry.secured(
                Permission.DRAFT_EDIT,
                POST,
                "/v1/agents/{agent}/draft/assumptions",
                RouteHandler.reading(body, this::accept));
    }

    private Future<Answer> list(ApiRequest request) {
        request.requireNoQuery();
        return useCases.queries()
                .open(request.principal(), request.path("agent"))
                .map(open -> Answer.json(200, PageJson.all(open, Question::json)));
    }

    private Future<Answer> answer(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        JsonNode given = ANSWER.read(request);
        var input = new AnswerQuestionUseCase.Input(
                request.principal(),
                request.path("agent"),
                request.path("question"),
                revision,
                given.has("reading") ? given.get("reading").intValue() : null,
                given.path("text").textValue());
        return useCases.answer().execute(input).map(QuestionRoutes::answered);
    }

    private static Answer answered(AnswerQuestionUseCase.Output output) {
        ObjectNode json = Json.object().put("ruleId", output.ruleId()).put("testCaseId", output.testCaseId());
        json.set("draft", AgentJson.draft(output.draft()));
        return Answer.json(200, json)
                .with(HttpHeaders.ETAG, EntityTags.of(output.draft().revision()));
    }

    private Future<Answer> dismiss(ApiRequest request) {
        request.requireNoQuery();
        return useCases.dismiss()
                .execute(new DismissQuestionUseCase.Input(
                        request.principal(), request.path("agent"), request.path("question")))
                .map(done -> Answer.empty(204, List.of()));
    }

    private Future<Answer> accept(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        List<String> pointers = new ArrayList<>();
        ACCEPT.read(request).get("accept").forEach(pointer -> pointers.add(pointer.textValue()));
        return useCases.accept()
                .execute(new AcceptAssumptionsUseCase.Input(
                        request.principal(), request.path("agent"), revision, pointers))
                .map(QuestionRoutes::draft);
    }

    private static Answer draft(Draft draft) {
        return Answer.json(200, AgentJson.draft(draft)).with(HttpHeaders.ETAG, EntityTags.of(draft.revision()));
    }
}

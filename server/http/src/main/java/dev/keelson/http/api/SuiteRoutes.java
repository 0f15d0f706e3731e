package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.keelson.core.access.Permission;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.suite.EditSuiteUseCase;
import dev.keelson.core.suite.SuiteQueries;
import dev.keelson.core.suite.TestCase;
import dev.keelson.core.suite.TestSuite;
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
import org.jspecify.annotations.Nullable;

/** Test suites of an agent and their cases. */
public final class SuiteRoutes implements Routes {
    private static final ApiDescription.BodySchema REPLACE = ApiDescription.BodySchema.named("SuiteReplace");
    private static final ApiDescription.BodySchema CASE = ApiDescription.BodySchema.named("TestCaseDraft");
    private static final String ALL = "/v1/agents/{agent}/suites";
    private static final String ONE = ALL + "/{suite}";
    private static final String CASES = ONE + "/cases";
    private static final String ONE_CASE = CASES + "/{case}";

    private final SuiteQueries queries;
    private final EditSuiteUseCase edit;
    private final BodyPolicy body;

    public SuiteRoutes(SuiteQueries queries, EditSuiteUseCase edit, HttpConfig config) {
        this.queries = queries;
        this.edit = edit;
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, ALL, this::list);
        registry.secured(Permission.AGENT_READ, GET, ONE, this::get);
        registry.secured(Permission.SUITE_EDIT, PUT, ONE, RouteHandler.reading(body, this::replace));
        registry.secured(Permission.SUITE_EDIT, POST, CASES, RouteHandler.reading(body, this::add));
        registry.secured(Permission.SUITE_EDIT, PUT, ONE_CASE, RouteHandler.reading(body, this::change));
        registry.secured(Permission.SUITE_EDIT, DELETE, ONE_CASE, this::delete);
        registry.secured(Permission.SUITE_EDIT, POST, ONE_CASE + "/accept", this::accept);
        registry.secured(Permission.SUITE_EDIT, POST, ONE_CASE + "/reject", this::reject);
    }

    private Future<Answer> list(ApiRequest request) {
        request.requireNoQuery();
        return queries.suites(request.principal(), request.path("agent"))
                .map(suites -> Answer.json(200, PageJson.all(suites, SuiteJson::summary)));
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.suite(request.principal(), request.path("agent"), request.path("suite"))
                .map(suite -> answer(200, suite));
    }

    private Future<Answer> replace(ApiRequest request) {
        Integer revision = EntityTags.expected(request);
        if (revision == null) {
            throw new KeelsonException(
                    ErrorCode.REVISION_REQUIRED, "header missing: If-Match, or If-None-Match: * for a new suite");
        }
        return edit.replace(target(request, revision), SuiteJson.toCases(REPLACE.read(request)))
                .map(suite -> answer(suite.revision() == 1 ? 201 : 200, suite));
    }

    private Future<Answer> add(ApiRequest request) {
        Integer revision = EntityTags.expected(request);
        return edit.add(target(request, revision), SuiteJson.toCase(CASE.read(request)))
                .map(edited -> answer(201, edited)
                        .with(
                                HttpHeaders.LOCATION,
                                "/v1/agents/" + edited.suite().agent() + "/suites/"
                                        + edited.suite().name() + "/cases/"
                                        + edited.testCase().id()));
    }

    private Future<Answer> change(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        return edit.change(target(request, revision), request.path("case"), SuiteJson.toCase(CASE.read(request)))
                .map(edited -> answer(200, edited));
    }

    private Future<Answer> delete(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        return edit.delete(target(request, revision), request.path("case"))
                .map(suite -> Answer.empty(204, List.of(EntityTags.header(suite.revision()))));
    }

    private Future<Answer> accept(ApiRequest request) {
        return decide(request, TestCase.State.ACCEPTED);
    }

    private Future<Answer> reject(ApiRequest request) {
        return decide(request, TestCase.State.REJECTED);
    }

    private Future<Answer> decide(ApiRequest request, TestCase.State state) {
        int revision = EntityTags.requireIfMatch(request);
        return edit.decide(target(request, revision), request.path("case"), state)
                .map(edited -> answer(200, edited));
    }

    private static EditSuiteUseCase.Target target(ApiRequest request, @Nullable Integer revision) {
        return new EditSuiteUseCase.Target(
                request.principal(),
                request.path("agent"),
                request.path("suite"),
                revision == null ? null : Long.valueOf(revision));
    }

    private static Answer answer(int status, TestSuite suite) {
        return Answer.json(status, SuiteJson.suite(suite)).with(HttpHeaders.ETAG, EntityTags.of(suite.revision()));
    }

    /** The case that was changed, with the tag of its suite. */
    private static Answer answer(int status, EditSuiteUseCase.Edited edited) {
        return Answer.json(status, SuiteJson.testCase(edited.testCase()))
                .with(HttpHeaders.ETAG, EntityTags.of(edited.suite().revision()));
    }
}

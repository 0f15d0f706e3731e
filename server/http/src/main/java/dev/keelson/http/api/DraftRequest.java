package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.Query;
import java.util.Map;

/** A request that brings a spec: as JSON with settings beside it, or as Markdown with the rest in the query. */
final class DraftRequest {
    private static final String COMPILE = "compile";
    private static final Map<String, Boolean> YES_OR_NO = Map.of("true", true, "false", false);

    private final ApiRequest request;
    private final boolean markdown;
    private final JsonNode body;
    private final Query query;

    /** {@code parameters}: of the query, when the body is Markdown. */
    DraftRequest(ApiRequest request, ApiDescription.BodySchema schema, String... parameters) {
        this.request = request;
        markdown = request.isOfType(BodyPolicy.MARKDOWN);
        query = markdown ? request.query(parameters) : request.query(COMPILE);
        body = markdown ? Json.object() : schema.readBody(request);
    }

    ApiRequest request() {
        return request;
    }

    boolean isMarkdown() {
        return markdown;
    }

    /** Empty when it is Markdown. */
    JsonNode body() {
        return body;
    }

    Query query() {
        return query;
    }

    /** Whether a compilation is to be started afterwards. */
    boolean compile() {
        return !Boolean.FALSE.equals(query.choice(COMPILE, YES_OR_NO));
    }
}

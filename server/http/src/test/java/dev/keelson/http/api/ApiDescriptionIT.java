package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import dev.keelson.http.Access;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.DeclaredRoute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ApiDescriptionIT {
    private static final TestServer SERVER = TestServer.start();
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void describesEveryRouteAndNoOther() {
        Set<String> described = new TreeSet<>();
        ApiDescription.json()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
                    if (VERBS.contains(verb)) {
                        described.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }));

        assertThat(described)
                .isEqualTo(new TreeSet<>(
                        SERVER.api.routes().stream().map(DeclaredRoute::id).toList()));
    }

    @Test
    void namesThePermissionOfEveryRoute() {
        for (DeclaredRoute route : SERVER.api.routes()) {
            JsonNode operation = operation(route);
            String permission = route.access() instanceof Access.Needs needs
                    ? needs.permission().id()
                    : "";

            assertThat(operation.path("x-keelson-permission").asText())
                    .as(route.id())
                    .isEqualTo(permission);
            assertThat(operation.has("security"))
                    .as(route.id())
                    .isEqualTo(route.access().open());
        }
    }

    @Test
    void namesTheContentTypesOfEveryBody() {
        for (DeclaredRoute route : SERVER.api.routes()) {
            BodyPolicy body = route.handler().body();
            List<String> described = new ArrayList<>();
            operation(route).at("/requestBody/content").fieldNames().forEachRemaining(described::add);

            assertThat(described).as(route.id()).containsExactlyInAnyOrderElementsOf(body.types());
            assertThat(operation(route).at("/requestBody/required").asBoolean())
                    .as(route.id())
                    .isEqualTo(!body.types().isEmpty() && !body.optional());
        }
    }

    @Test
    void namesEveryParameterOfEveryPath() {
        ApiDescription.json().get("paths").properties().forEach(path -> {
            List<String> named = new ArrayList<>();
            path.getValue()
                    .path("parameters")
                    .forEach(each -> named.add(resolve(each).get("name").asText()));

            assertThat(named)
                    .as(path.getKey())
                    .allSatisfy(name -> assertThat(path.getKey()).contains("{" + name + "}"));
            assertThat(named).as(path.getKey()).hasSize(path.getKey().split("\\{", -1).length - 1);
        });
    }

    @Test
    void resolvesEveryReference() {
        for (JsonNode reference : ApiDescription.json().findValues("$ref")) {
            assertThat(ApiDescription.json().at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void knowsEveryRole() {
        List<String> described = new ArrayList<>();
        ApiDescription.json().at("/components/schemas/Role/enum").forEach(each -> described.add(each.asText()));

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Role.values()).map(Role::id).toList());
    }

    @Test
    void refusesASchemaThatIsNotThere() {
        assertThatThrownBy(() -> ApiDescription.BodySchema.named("Nothing"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isServedToEveryone() {
        assertThat(SERVER.anonymous()
                        .get("/v1/openapi.json")
                        .json()
                        .get("openapi")
                        .asText())
                .isEqualTo("3.1.0");
    }

    private static JsonNode operation(DeclaredRoute route) {
        return ApiDescription.json()
                .get("paths")
                .get(route.path())
                .get(route.method().name().toLowerCase(java.util.Locale.ROOT));
    }

    private static JsonNode resolve(JsonNode parameter) {
        return parameter.has("$ref")
                ? ApiDescription.json().at(parameter.get("$ref").asText().substring(1))
                : parameter;
    }
}

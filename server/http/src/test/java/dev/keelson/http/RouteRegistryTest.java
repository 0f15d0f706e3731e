package dev.keelson.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.access.Permission;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteRegistryTest {
    private static final RouteHandler HANDLER = request -> Future.succeededFuture(Answer.empty(204, List.of()));

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void refusesToBuildAServerWithARouteThatNobodyDeclared() {
        HttpApi api = api(registry -> registry.secured(Permission.AGENT_READ, HttpMethod.GET, "/v1/agents", HANDLER));

        assertThatThrownBy(() ->
                        api.server(vertx, router -> router.get("/backdoor").handler(context -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("routes without a declared permission: [GET] /backdoor");
        assertThat(api.server(vertx)).isNotNull();
    }

    @Test
    void refusesASubRouterThatNobodyDeclared() {
        HttpApi api = api(registry -> {});

        assertThatThrownBy(() -> api.server(
                        vertx, router -> router.route("/admin/*").subRouter(io.vertx.ext.web.Router.router(vertx))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/admin/");
    }

    @Test
    void buildsARouterOfExactlyTheDeclaredRoutes() {
        HttpApi api = api(registry -> {
            registry.secured(Permission.AGENT_READ, HttpMethod.GET, "/v1/agents/{agent}", HANDLER);
            registry.open("shows nothing", HttpMethod.GET, "/health/live", HANDLER);
        });

        assertThat(api.router(vertx).getRoutes()).hasSize(2);
    }

    @Test
    void refusesARouteThatIsDeclaredTwice() {
        assertThatThrownBy(() -> api(registry -> {
                    registry.secured(Permission.AGENT_READ, HttpMethod.GET, "/v1/agents/{agent}", HANDLER);
                    registry.open("shows nothing", HttpMethod.GET, "/v1/agents/{name}", HANDLER);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("declared twice");
    }

    @Test
    void demandsAReasonForAnOpenRoute() {
        assertThatThrownBy(() -> api(registry -> registry.open(" ", HttpMethod.GET, "/health/live", HANDLER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reason");
    }

    @Test
    void refusesPathsThatTheRouterWouldReadInAnotherWay() {
        for (String path : List.of("v1", "/v1/", "/v1/*", "/v1/:id", "/v1/{Id}", "/v1//x", "/v1/{id}.json", "")) {
            assertThatThrownBy(() ->
                            api(registry -> registry.secured(Permission.AGENT_READ, HttpMethod.GET, path, HANDLER)))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static HttpApi api(Routes routes) {
        return new HttpApi(HttpConfig.defaults(), new NoSurface(), List.of(routes));
    }
}

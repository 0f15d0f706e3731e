package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Role;
import dev.keelson.http.Access;
import dev.keelson.http.DeclaredRoute;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every route, asked by every role, by nobody and with a key that is no longer good. */
class AccessMatrixIT {
    private static final String OPEN = "open";
    private static final String ANY = "any principal";
    /** Written down a second time on purpose: a route that is added or gets another guard must be added here too. */
    private static final Map<String, String> EXPECTED = expected();

    private static final TestServer SERVER = TestServer.start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void guardsEveryRouteAsWrittenDown() {
        Map<String, String> declared = SERVER.api.routes().stream()
                .collect(Collectors.toMap(DeclaredRoute::id, route -> guard(route.access())));

        assertThat(new TreeMap<>(declared)).isEqualTo(new TreeMap<>(EXPECTED));
    }

    @Test
    void letsInExactlyTheRolesWithThePermission() {
        for (Role role : Role.values()) {
            TestCaller caller = SERVER.as(role);
            EXPECTED.forEach((route, guard) -> {
                boolean allowed = guard.equals(OPEN)
                        || guard.equals(ANY)
                        || role.permissions().stream()
                                .anyMatch(each -> each.id().equals(guard));
                TestCaller.Reply reply = ask(caller, route);

                assertThat(reply.status() == 403).as(role + " " + route).isEqualTo(!allowed);
                assertThat(reply.status()).as(role + " " + route).isNotEqualTo(401);
            });
        }
    }

    @Test
    void letsNobodyInWithoutAGoodKey() {
        String key = SERVER.key(Role.ADMIN);
        TestCaller admin = SERVER.as(Role.ADMIN);
        admin.mustDelete("/v1/keys/" + key.substring(4, 14));
        var revoked = new TestCaller(SERVER.port(), key);

        EXPECTED.forEach((route, guard) -> {
            boolean open = guard.equals(OPEN);
            assertThat(ask(SERVER.anonymous(), route).status() == 401).as(route).isEqualTo(!open);
            assertThat(ask(revoked, route).status() == 401).as(route).isEqualTo(!open);
        });
    }

    private static TestCaller.Reply ask(TestCaller caller, String route) {
        String[] parts = route.split(" ", 2);
        return caller.send(parts[0], parts[1].replaceAll("\\{[a-z]+}", "x"), null);
    }

    private static String guard(Access access) {
        if (access instanceof Access.Needs needs) {
            return needs.permission().id();
        }
        return access instanceof Access.Open ? OPEN : ANY;
    }

    private static Map<String, String> expected() {
        Map<String, String> guards = new TreeMap<>();
        put(guards, Permission.AGENT_RUN, "POST /v1/agents/{ref}/run");
        put(
                guards,
                Permission.AGENT_READ,
                "GET /v1/agents",
                "GET /v1/agents/{agent}",
                "GET /v1/agents/{agent}/draft",
                "GET /v1/agents/{agent}/consumers",
                "GET /v1/agents/{agent}/versions",
                "GET /v1/agents/{agent}/versions/{number}",
                "GET /v1/agents/{agent}/versions/{number}/diff/{base}",
                "GET /v1/agents/{agent}/aliases",
                "GET /v1/agents/{agent}/aliases/{alias}",
                "GET /v1/agents/{agent}/aliases/{alias}/history",
                "POST /v1/contracts/compare",
                "GET /v1/agents/{agent}/compilations",
                "GET /v1/agents/{agent}/compilations/{id}",
                "GET /v1/agents/{agent}/compilations/{id}/processes/{process}",
                "POST /v1/contracts/compare",
                "GET /v1/agents/{agent}/compilations/{id}/processes/{process}");
        put(guards, Permission.AGENT_READ, "GET /v1/agents/{agent}/suites", "GET /v1/agents/{agent}/suites/{suite}");
        put(
                guards,
                Permission.SUITE_EDIT,
                "PUT /v1/agents/{agent}/suites/{suite}",
                "POST /v1/agents/{agent}/suites/{suite}/cases",
                "PUT /v1/agents/{agent}/suites/{suite}/cases/{case}",
                "DELETE /v1/agents/{agent}/suites/{suite}/cases/{case}",
                "POST /v1/agents/{agent}/suites/{suite}/cases/{case}/accept",
                "POST /v1/agents/{agent}/suites/{suite}/cases/{case}/reject");
        put(guards, Permission.AGENT_READ, "GET /v1/agents/{agent}/export");
        put(guards, Permission.AGENT_IMPORT, "POST /v1/agents/{agent}/import");
        put(guards, Permission.AGENT_CREATE, "POST /v1/agents");
        put(
                guards,
                Permission.AGENT_READ,
                "GET /v1/agents/{agent}/aliases/{alias}/policy",
                "GET /v1/schema-changes",
                "GET /v1/schema-changes/{id}");
        put(
                guards,
                Permission.ALIAS_POLICY_EDIT,
                "PUT /v1/agents/{agent}/aliases/{alias}/policy",
                "DELETE /v1/agents/{agent}/aliases/{alias}/policy");
        put(guards, Permission.ALIAS_MOVE, "POST /v1/schema-changes");
        put(guards, Permission.SCHEMA_CHANGE_DECIDE, "POST /v1/schema-changes/{id}/decision");
        put(
                guards,
                Permission.DRAFT_EDIT,
                "PUT /v1/agents/{agent}/draft",
                "POST /v1/agents/{agent}/compilations",
                "DELETE /v1/agents/{agent}/compilations/{id}",
                "POST /v1/agents/{agent}/compilations/{id}/processes/{process}/rerun");
        put(guards, Permission.VERSION_PUBLISH, "POST /v1/agents/{agent}/versions");
        put(
                guards,
                Permission.ALIAS_MOVE,
                "PUT /v1/agents/{agent}/aliases/{alias}",
                "POST /v1/agents/{agent}/aliases/{alias}/rollback");
        put(
                guards,
                Permission.WEBHOOK_MANAGE,
                "GET /v1/webhooks",
                "POST /v1/webhooks",
                "GET /v1/webhooks/{id}",
                "PUT /v1/webhooks/{id}",
                "DELETE /v1/webhooks/{id}",
                "POST /v1/webhooks/{id}/rotate-secret",
                "POST /v1/webhooks/{id}/test",
                "GET /v1/webhooks/{id}/deliveries",
                "POST /v1/webhooks/{id}/deliveries/{delivery}/resend");
        put(guards, Permission.TRACE_READ, "GET /v1/traces", "GET /v1/traces/{id}");
        put(
                guards,
                Permission.PLUGIN_READ,
                "GET /v1/plugins",
                "GET /v1/providers",
                "GET /v1/providers/{name}",
                "GET /v1/model-catalog");
        put(
                guards,
                Permission.PROVIDER_MANAGE,
                "PUT /v1/model-catalog",
                "DELETE /v1/model-catalog",
                "PUT /v1/providers/{name}",
                "DELETE /v1/providers/{name}",
                "POST /v1/providers/{name}/check");
        put(
                guards,
                Permission.PLUGIN_MANAGE,
                "POST /v1/plugins",
                "POST /v1/plugins/{id}/reload",
                "DELETE /v1/plugins/{id}");
        put(
                guards,
                Permission.USAGE_READ,
                "GET /v1/budgets",
                "GET /v1/budgets/{name}",
                "GET /v1/rate-limits",
                "GET /v1/rate-limits/{name}",
                "GET /v1/usage");
        put(
                guards,
                Permission.BUDGET_MANAGE,
                "POST /v1/budgets",
                "PUT /v1/budgets/{name}",
                "DELETE /v1/budgets/{name}",
                "POST /v1/rate-limits",
                "PUT /v1/rate-limits/{name}",
                "DELETE /v1/rate-limits/{name}");
        put(guards, Permission.API_KEY_MANAGE, "GET /v1/keys", "POST /v1/keys", "DELETE /v1/keys/{id}");
        guards.put("GET /v1/agents/{ref}/openapi.json", ANY);
        guards.put("GET /v1/agents/{ref}/mcp-tool.json", ANY);
        guards.put("GET /v1/agents/{ref}/clients/{language}", ANY);
        put(guards, Permission.AUDIT_READ, "GET /v1/audit", "GET /v1/audit/verification");
        guards.put("GET /v1/agents/{agent}/consumers/{id}", ANY);
        guards.put("PUT /v1/agents/{agent}/consumers/{id}", ANY);
        guards.put("GET /v1/me", ANY);
        guards.put("GET /v1/openapi.json", OPEN);
        guards.put("GET /health/live", OPEN);
        guards.put("GET /health/ready", OPEN);
        return guards;
    }

    private static void put(Map<String, String> guards, Permission permission, String... routes) {
        for (String route : routes) {
            guards.put(route, permission.id());
        }
    }
}

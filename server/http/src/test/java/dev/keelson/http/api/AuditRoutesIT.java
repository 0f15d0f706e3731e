package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.CanonicalJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditRoutesIT {
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsWhatWasMeantAndWhatCameOfIt() {
        TestCaller engineer = server.as(Role.ENGINEER);
        engineer.mustPost("/v1/agents", Specs.create("triage", Specs.titled("Triage a ticket")));
        engineer.mustPost("/v1/agents/triage/versions", "{\"note\":\"first\"}");
        assertThat(engineer.post("/v1/agents", Specs.create("triage", Specs.titled("Triage a ticket")))
                        .status())
                .isEqualTo(409);

        JsonNode items = server.as(Role.APPROVER)
                .get("/v1/audit?target=agents/triage")
                .json()
                .get("items");

        assertThat(items).hasSize(6);
        assertThat(items.at("/0/outcome").asText()).isEqualTo("refused");
        assertThat(items.at("/0/code").asText()).isEqualTo("agent_exists");
        assertThat(items.at("/2/action").asText()).isEqualTo("version.publish");
        assertThat(items.at("/2/after").asText()).isEqualTo("v1");
        assertThat(items.at("/2/reason").asText()).isEqualTo("first");
        assertThat(items.at("/2/intentSeq").asLong())
                .isEqualTo(items.at("/3/seq").asLong());
        assertThat(items.at("/3/phase").asText()).isEqualTo("intent");
    }

    @Test
    void showsEnoughToRecomputeEachHash() {
        String key = server.key(Role.VIEWER);

        JsonNode items =
                server.as(Role.ADMIN).get("/v1/audit?action=key.issue").json().get("items");

        assertThat(items).isNotEmpty();
        for (JsonNode item : items) {
            ObjectNode rest = ((ObjectNode) item.deepCopy()).without("hash");
            assertThat(CanonicalJson.digest(rest)).isEqualTo(item.get("hash").asText());
        }
        assertThat(items.toString()).doesNotContain(key.substring(16));
    }

    @Test
    void verifiesTheChainAndNamesWhatIsMissing() {
        TestCaller admin = server.as(Role.ADMIN);

        JsonNode whole = admin.get("/v1/audit/verification").json();
        assertThat(whole.get("intact").asBoolean()).isTrue();
        assertThat(whole.get("to").asLong()).isEqualTo(2);

        JsonNode cut = admin.get("/v1/audit/verification?to=9").json();
        assertThat(cut.get("intact").asBoolean()).isFalse();
        assertThat(cut.at("/firstBad/seq").asLong()).isEqualTo(3);
        server.auditEntries.remove(1);
        assertThat(admin.get("/v1/audit/verification")
                        .json()
                        .at("/firstBad/seq")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void refusesRangesThatCantBeAndKeysThatSeeSomeAgentsOnly() {
        TestCaller admin = server.as(Role.ADMIN);

        assertThat(admin.get("/v1/audit/verification?from=0").status()).isEqualTo(422);
        assertThat(admin.get("/v1/audit/verification?from=5&to=4").status()).isEqualTo(422);
        assertThat(admin.get("/v1/audit/verification?from=x").status()).isEqualTo(400);
        assertThat(server.as(Role.ADMIN, "triage").get("/v1/audit").status()).isEqualTo(403);
    }
}

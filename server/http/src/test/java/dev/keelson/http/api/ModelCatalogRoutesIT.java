package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import dev.keelson.core.routing.ModelCatalogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelCatalogRoutesIT {
    private static final String PATH = "/v1/model-catalog";
    private static final String OWN = """
            {"asOf":"2026-12-24","models":[
              {"provider":"lab","id":"own-7b","tier":"fast","capabilities":["structured_output"],
               "inputPerMTok":0.05,"outputPerMTok":0.1}]}""";

    private final TestServer server = TestServer.start();
    private final TestCaller admin = server.as(Role.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsTheEntriesInForceWithTheirOrigin() {
        TestCaller.Reply reply = admin.get(PATH);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEqualTo("\"0\"");
        assertThat(reply.json().get("version").asText()).startsWith("2026-11-24+");
        assertThat(reply.json().get("problems")).isEmpty();
        assertThat(reply.json().get("models")).hasSize(55);
        assertThat(reply.json().at("/models/0/origin").asText()).isEqualTo("built-in");
    }

    @Test
    void addsTheOperatorsModelsAndDropsThemAgain() {
        TestCaller.Reply put = admin.send("PUT", PATH, OWN, "If-Match", "\"0\"");

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.header("ETag")).isEqualTo("\"1\"");
        assertThat(own(put.json()).get("origin").asText()).isEqualTo("api");
        assertThat(own(put.json()).get("inputPerMTok").decimalValue()).isEqualByComparingTo("0.05");
        assertThat(admin.get(PATH).json()).isEqualTo(put.json());

        TestCaller.Reply dropped = admin.send("DELETE", PATH, null, "If-Match", "\"1\"");

        assertThat(dropped.status()).isEqualTo(200);
        assertThat(dropped.header("ETag")).isEqualTo("\"2\"");
        assertThat(dropped.json().get("models")).hasSize(55);
    }

    @Test
    void asksForTheRevisionAndRefusesAnOldOne() {
        assertThat(admin.send("PUT", PATH, OWN).status()).isEqualTo(428);
        assertThat(admin.send("DELETE", PATH, null).status()).isEqualTo(428);

        admin.mustPut(PATH, OWN, "If-Match", "\"0\"");
        TestCaller.Reply stale = admin.send("PUT", PATH, OWN, "If-Match", "\"0\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"1\"");
        assertThat(stale.json().at("/current/content/asOf").asText()).isEqualTo("2026-12-24");
    }

    @Test
    void namesEveryViolation() {
        TestCaller.Reply refused = admin.send("PUT", PATH, """
                {"models":[{"provider":"lab","id":"","tier":"huge","capabilities":[],"inputPerMTok":-1}]}""", "If-Match", "\"0\"");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("violations").findValuesAsText("pointer"))
                .contains("", "/models/0", "/models/0/id", "/models/0/tier", "/models/0/inputPerMTok");
    }

    @Test
    void refusesTheSameModelTwice() {
        String model = "{\"provider\":\"lab\",\"id\":\"m\",\"tier\":\"fast\",\"capabilities\":[]}";
        String twice = "{\"asOf\":\"2026-12-24\",\"models\":[" + model + "," + model + "]}";
        TestCaller.Reply refused = admin.send("PUT", PATH, twice, "If-Match", "\"0\"");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/violations/0/rule").asText()).isEqualTo("unique");
    }

    /** One schema in two places: the description is served alone. */
    @Test
    void isDescribedByTheSchemaThatFilesHaveToo() {
        JsonNode schemas = ApiDescription.json().at("/components/schemas");
        JsonNode file = Json.parse(Json.text(ModelCatalogReader.schema())
                .replace("#/$defs/model", "#/components/schemas/CatalogModel")
                .replace("#/$defs/price", "#/components/schemas/TokenPrice"));

        assertThat(schemas.at("/ModelCatalogReplace/properties")).isEqualTo(file.get("properties"));
        assertThat(schemas.at("/ModelCatalogReplace/required")).isEqualTo(file.get("required"));
        assertThat(schemas.get("CatalogModel")).isEqualTo(file.at("/$defs/model"));
        assertThat(schemas.get("TokenPrice")).isEqualTo(file.at("/$defs/price"));
    }

    private static JsonNode own(JsonNode catalog) {
        for (JsonNode model : catalog.get("models")) {
            if (model.get("id").asText().equals("own-7b")) {
                return model;
            }
        }
        throw new AssertionError("no own-7b in the catalogue");
    }
}

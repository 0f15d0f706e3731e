package dev.keelson.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {
    private static final String OWN = """
            {"asOf": "2026-12-24", "models": [
              {"provider": "openai", "id": "gpt-6-luna", "tier": "general", "capabilities": ["tools"]},
              {"provider": "lab", "id": "own-7b", "tier": "fast", "capabilities": [],
               "inputPerMTok": 0.05, "outputPerMTok": 0.1}]}""";

    private final CatalogInForce catalogs = CatalogInForce.builtIn();

    @Test
    void theBuiltInEntriesHaveAllFourProvidersAndTiers() {
        assertThat(catalogs.current().entries())
                .hasSize(55)
                .extracting(entry -> entry.model().provider())
                .contains("openai", "anthropic", "google", "perplexity");
        assertThat(catalogs.current().entries())
                .extracting(entry -> entry.model().tier())
                .contains(Tier.values());
    }

    @Test
    void whatIsReadCanBeWrittenAndReadAgain() {
        CatalogLayer builtIn = ModelCatalogReader.builtIn();
        ObjectNode json = Json.object().put("asOf", builtIn.asOf().toString());
        ArrayNode models = json.putArray("models");
        builtIn.models().forEach(model -> models.add(CatalogJson.of(model)));

        assertThat(ModelCatalogReader.read(CatalogLayer.Origin.BUILT_IN, Json.parse(Json.text(json))))
                .isEqualTo(builtIn);
    }

    @Test
    void aHigherLayerReplacesWholeEntriesAndAddsNewOnes() {
        String before = catalogs.current().version();
        catalogs.put(read(OWN));

        ModelCatalog current = catalogs.current();
        CatalogModel luna = current.find("openai", "openai", "gpt-6-luna").orElseThrow();
        assertThat(luna.tier()).isEqualTo(Tier.GENERAL);
        assertThat(luna.prices()).isNull();
        assertThat(current.find("lab", "openai-compatible", "own-7b")).isPresent();
        assertThat(current.asOf()).isEqualTo(LocalDate.of(2026, 12, 24));
        assertThat(current.entries()).hasSize(56);
        assertThat(current.version()).isNotEqualTo(before).startsWith("2026-12-24+");

        catalogs.drop(CatalogLayer.Origin.API);
        assertThat(catalogs.current().version()).isEqualTo(before);
    }

    @Test
    void theVersionFollowsFromTheContent() {
        catalogs.put(read(OWN));
        String first = catalogs.current().version();
        catalogs.put(read(OWN.replace("0.05", "0.0500")));
        assertThat(catalogs.current().version()).isEqualTo(first);

        catalogs.put(read(OWN.replace("0.05", "0.06")));
        assertThat(catalogs.current().version()).isNotEqualTo(first);
    }

    @Test
    void namesEveryViolation() {
        JsonNode json = Json.parse("""
                {"models": [
                  {"provider": "Lab", "id": "", "tier": "huge", "capabilities": ["flying"], "inputPerMTok": -1},
                  {"provider": "lab", "id": "m", "tier": "fast", "capabilities": [], "retiresOn": "soon",
                   "priceChange": {"effective": "2026-12-01"}, "colour": "red"}]}""");

        assertThatThrownBy(() -> ModelCatalogReader.read(CatalogLayer.Origin.API, json))
                .isInstanceOfSatisfying(KeelsonException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
                    assertThat(refused.violations())
                            .extracting(Violation::pointer)
                            .contains(
                                    "",
                                    "/models/0",
                                    "/models/0/provider",
                                    "/models/0/id",
                                    "/models/0/tier",
                                    "/models/0/capabilities/0",
                                    "/models/0/inputPerMTok",
                                    "/models/1",
                                    "/models/1/retiresOn",
                                    "/models/1/priceChange");
                });
    }

    @Test
    void refusesAModelThatIsListedTwice() {
        String twice = """
                {"asOf": "2026-12-24", "models": [
                  {"provider": "lab", "id": "m", "tier": "fast", "capabilities": []},
                  {"provider": "lab", "id": "m", "tier": "general", "capabilities": []}]}""";

        assertThatThrownBy(() -> read(twice))
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        refused -> assertThat(refused.violations())
                                .containsExactly(Violation.at("/models/1", "unique", "model listed twice: lab/m")));
    }

    @Test
    void aRetirementDayIsTheFirstWithoutTheModel() {
        CatalogModel mini =
                catalogs.current().find("openai", "openai", "gpt-5-mini").orElseThrow();

        assertThat(mini.isRetiredOn(LocalDate.of(2026, 12, 10))).isFalse();
        assertThat(mini.isRetiredOn(LocalDate.of(2026, 12, 11))).isTrue();
    }

    @Test
    void theBuiltInEntriesCantBeDropped() {
        assertThatThrownBy(() -> catalogs.drop(CatalogLayer.Origin.BUILT_IN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CatalogLayer read(String json) {
        return ModelCatalogReader.read(CatalogLayer.Origin.API, Json.parse(json));
    }

    @Test
    void layersKeepTheirPriorityWhateverComesLater() {
        catalogs.put(read(OWN));
        catalogs.put(ModelCatalogReader.read(
                CatalogLayer.Origin.FILE, Json.parse(OWN.replace("\"general\"", "\"reasoning\""))));

        assertThat(List.copyOf(catalogs.current().entries()))
                .filteredOn(entry -> entry.model().id().equals("gpt-6-luna"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.origin()).isEqualTo(CatalogLayer.Origin.API);
                    assertThat(entry.model().tier()).isEqualTo(Tier.GENERAL);
                });
    }
}

package dev.keelson.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ModelPolicy.PinnedTier;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.agent.TierChoice;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import dev.keelson.plugin.api.provider.Capability;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogPinningTest {
    private final CatalogInForce catalogs = CatalogInForce.builtIn();
    private final ConfiguredOnly providers = ConfiguredOnly.of("local", "openai", "anthropic", "google", "perplexity");
    private final List<Violation> violations = new ArrayList<>();

    @Test
    void pinsTheActiveModelsOfTheTierAtTheConfiguredProviders() {
        assertThat(pinned("{\"tier\":\"fast\"}"))
                .containsExactly(new PinnedTier(
                        TierChoice.FAST,
                        List.of(
                                new Target("openai", "gpt-6-luna"),
                                new Target("openai", "gpt-5.6-luna"),
                                new Target("anthropic", "claude-haiku-5-5"),
                                new Target("google", "gemini-3.5-flash-lite"),
                                new Target("google", "gemini-3.1-flash-lite"))));
        assertThat(violations).isEmpty();
    }

    @Test
    void takesOnlyAllowedProviders() {
        assertThat(pinned("{\"tier\":\"general\",\"providers\":[\"google\"]}"))
                .containsExactly(new PinnedTier(TierChoice.GENERAL, List.of(new Target("google", "gemini-3.8-flash"))));
    }

    @Test
    void autoPinsEveryTierThatAnswersCanNeed() {
        assertThat(pinned("{\"tier\":\"auto\"}"))
                .extracting(PinnedTier::tier)
                .containsExactly(TierChoice.FAST, TierChoice.GENERAL, TierChoice.REASONING);
        assertThat(pinned("{\"tier\":\"auto\",\"webSearch\":true}"))
                .extracting(PinnedTier::tier)
                .containsExactly(TierChoice.FAST, TierChoice.GENERAL, TierChoice.REASONING, TierChoice.SEARCH);
    }

    @Test
    void onlyModelsThatSearchTheWebArePinnedForAnAgentThatDoes() {
        assertThat(pinned("{\"tier\":\"reasoning\",\"webSearch\":true}"))
                .singleElement()
                .satisfies(tier -> assertThat(tier.targets())
                        .isNotEmpty()
                        .allSatisfy(target -> assertThat(target.provider()).isEqualTo("google")));
    }

    @Test
    void aProviderThatHasNoToolsIsLeftOut() {
        providers.add("small-openai", "openai", EnumSet.complementOf(EnumSet.of(Capability.TOOLS)), null);
        AgentDefinition withTool = RoutedAgents.with(
                "{\"tier\":\"fast\",\"providers\":[\"small-openai\"]}",
                1,
                Fixtures.contract().output());

        assertThat(pin(withTool).candidates()).isEmpty();
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/models/tier");
            assertThat(violation.message()).contains("provider small-openai has no tools");
        });
    }

    @Test
    void aTierWithoutAModelSaysWhy() {
        assertThat(pinned("{\"tier\":\"search\",\"providers\":[\"local\"]}")).isEmpty();

        assertThat(violations)
                .containsExactly(Violation.at(
                        "/models/tier",
                        "candidates",
                        "no model fits tier search: no configured provider has a model of it in the catalogue"));
    }

    @Test
    void operatorsOwnModelsArePinnedByTheNameOfTheirProvider() {
        providers.add("lab", "openai-compatible", EnumSet.allOf(Capability.class), null);
        catalogs.put(ModelCatalogReader.read(CatalogLayer.Origin.API, Json.parse("""
                {"asOf": "2026-11-25", "models": [
                  {"provider": "lab", "id": "own-7b", "tier": "fast", "capabilities": ["structured_output"]}]}""")));

        assertThat(pinned("{\"tier\":\"fast\",\"providers\":[\"lab\"]}"))
                .containsExactly(new PinnedTier(TierChoice.FAST, List.of(new Target("lab", "own-7b"))));
    }

    @Test
    void aModelThatAnswersWithTooFewTokensIsLeftOut() {
        assertThat(pinned("{\"tier\":\"general\",\"maxOutputTokens\":100000}"))
                .singleElement()
                .satisfies(tier -> assertThat(tier.targets()).doesNotContain(new Target("google", "gemini-3.8-flash")));
    }

    @Test
    void targetsOfOneTierAreTakenAsTheyAre() {
        ModelPolicy policy = pin(RoutedAgents.withModels(targets("openai/gpt-6-luna", "anthropic/claude-haiku-5-5")));

        assertThat(violations).isEmpty();
        assertThat(policy.candidates()).isEmpty();
        assertThat(policy.targets()).hasSize(2);
    }

    @Test
    void refusesTargetsOfDifferentTiers() {
        var unused = pin(RoutedAgents.withModels(
                targets("openai/own-finetune", "openai/gpt-6-luna", "anthropic/claude-opus-5-5", "local/minilm")));

        assertThat(violations)
                .containsExactly(Violation.at(
                        "/models/targets/2",
                        "tier",
                        "claude-opus-5-5 is of tier reasoning, gpt-6-luna of tier fast (expected: one tier, since"
                                + " failing over never leaves it)"));
    }

    @Test
    void refusesRetiredTargetsButNotDeprecatedOnes() {
        var unused = pin(RoutedAgents.withModels(targets("perplexity/sonar-pro", "perplexity/perplexity/sonar")));
        assertThat(violations)
                .containsExactly(Violation.at(
                        "/models/targets/0", "fit", "perplexity/sonar-pro: the model is retired since 2026-09-27"));

        violations.clear();
        unused = pin(RoutedAgents.withModels(targets("openai/gpt-5-mini")));
        assertThat(violations).isEmpty();
    }

    @Test
    void refusesTargetsThatCantDoWhatTheAgentNeeds() {
        var unused = pin(RoutedAgents.withModels("""
                {"targets":[{"provider":"openai","model":"gpt-4o"}],"webSearch":true,"maxOutputTokens":20000}"""));

        assertThat(violations)
                .extracting(Violation::message)
                .containsExactly("openai/gpt-4o: the model has no web_search");
    }

    @Test
    void refusesAnAgentThatLeavesNoRoomInTheWindow() {
        var unused = pin(RoutedAgents.withModels("""
                {"targets":[{"provider":"openai","model":"gpt-4o"}],"maxOutputTokens":20000}"""));

        assertThat(violations)
                .extracting(Violation::message)
                .containsExactly("openai/gpt-4o: the model answers with at most 16384 tokens (maxOutputTokens: 20000)");
    }

    @Test
    void targetsThatNobodyKnowsAreAllowed() {
        providers.add("gone", "gone", Set.of(), "no plugin brings kind gone");
        var unused = pin(RoutedAgents.withModels(targets("gone/any", "local/any")));

        assertThat(violations).isEmpty();
    }

    private List<PinnedTier> pinned(String models) {
        return pin(RoutedAgents.withModels(models)).candidates();
    }

    private ModelPolicy pin(AgentDefinition definition) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
        return new CatalogPinning(new CatalogTargets(catalogs, providers, () -> 0), clock).pin(definition, violations);
    }

    static String targets(String... ids) {
        var models = Json.object();
        var array = models.putArray("targets");
        for (String id : ids) {
            int slash = id.indexOf('/');
            array.addObject().put("provider", id.substring(0, slash)).put("model", id.substring(slash + 1));
        }
        return Json.text(models);
    }
}

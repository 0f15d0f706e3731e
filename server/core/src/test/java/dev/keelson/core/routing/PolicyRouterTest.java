package dev.keelson.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.common.Json;
import dev.keelson.core.resilience.TargetHealth;
import dev.keelson.plugin.api.provider.Capability;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyRouterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

    private final CatalogInForce catalogs = CatalogInForce.builtIn();
    private final ConfiguredOnly providers = ConfiguredOnly.of("openai", "anthropic", "google", "perplexity");
    private final CatalogTargets targets = new CatalogTargets(catalogs, providers, () -> 0);
    private final Map<String, Double> latencies = new HashMap<>();
    private final Map<String, Double> errors = new HashMap<>();
    private final Map<String, Double> qualities = new HashMap<>();
    private final PolicyRouter router = new PolicyRouter(targets, signals(), CLOCK, () -> 0);

    @Test
    void takesTheAuthorsTargetsInTheirOrder() {
        RouteDecision decision = route(definition("anthropic/claude-haiku-5-5", "openai/gpt-6-luna"), 300);

        assertThat(decision.tier()).isEqualTo(Tier.FAST);
        assertThat(ids(decision)).containsExactly("anthropic/claude-haiku-5-5", "openai/gpt-6-luna");
        assertThat(decision.candidates())
                .allSatisfy(each -> assertThat(each.score()).isEmpty());
        assertThat(decision.rejected()).isEmpty();
    }

    @Test
    void aDecisionThatDoesNotDependOnTheCallIsMadeOnce() {
        AgentDefinition definition = definition("openai/gpt-6-luna");

        assertThat(route(definition, 300)).isSameAs(route(definition, 5_000));
    }

    @Test
    void aTargetThatNobodyKnowsHasNoTier() {
        RouteDecision decision = route(definition("lab/own"), 1_000_000_000);

        assertThat(decision.tier()).isNull();
        assertThat(ids(decision)).containsExactly("lab/own");
    }

    @Test
    void leavesOutWhatCantSeeOrRead() {
        providers.add("blind", "blind", EnumSet.of(Capability.JSON_OUTPUT), null);
        AgentDefinition definition = definition("perplexity/perplexity/sonar", "blind/own");

        assertThat(router.route(new RouteRequest("a", definition, 10, true, false))
                        .rejected())
                .containsExactly(new Rejection(new Target("blind", "own"), "provider blind has no vision"));
        RouteDecision pdf = router.route(new RouteRequest("a", definition, 10, false, true));
        assertThat(pdf.candidates()).isEmpty();
        assertThat(pdf.rejected())
                .containsExactly(
                        new Rejection(new Target("perplexity", "perplexity/sonar"), "the model has no pdf"),
                        new Rejection(new Target("blind", "own"), "provider blind has no pdf"));
    }

    @Test
    void leavesOutWhatHasNoToolsWhenToolsAreBound() {
        providers.add("bare", "bare", EnumSet.of(Capability.JSON_OUTPUT), null);
        AgentDefinition definition = RoutedAgents.with(
                CatalogPinningTest.targets("bare/own", "openai/gpt-6-luna"),
                1,
                Fixtures.contract().output());

        RouteDecision decision = route(definition, 10);

        assertThat(ids(decision)).containsExactly("openai/gpt-6-luna");
        assertThat(decision.rejected()).extracting(Rejection::reason).containsExactly("provider bare has no tools");
    }

    /** Three characters count as a token. */
    @ParameterizedTest
    @CsvSource({"384000, 2", "384001, 1"})
    void leavesOutTooSmallAContextWindow(long characters, int candidates) {
        RouteDecision decision = route(definition("openai/gpt-4o", "openai/gpt-6.1-sol"), characters);

        assertThat(decision.candidates()).hasSize(candidates);
        assertThat(decision.rejected())
                .hasSize(2 - candidates)
                .allSatisfy(each -> assertThat(each.reason()).contains("128000"));
    }

    @Test
    void anEstimateNeverTakesTheLastModel() {
        RouteDecision decision = route(definition("openai/gpt-4o", "anthropic/claude-sonnet-4-6"), 9_000_000);

        assertThat(ids(decision)).containsExactly("anthropic/claude-sonnet-4-6");
    }

    @Test
    void namesTheDayOnWhichATargetRetires() {
        assertThat(route(definition("openai/gpt-5-mini"), 10).candidates())
                .extracting(Candidate::reason)
                .containsExactly("named by the agent's policy; the model retires on 2026-12-11");
    }

    @Test
    void byCostTheCheapestComesFirst() {
        RouteDecision decision = route(tier("{\"tier\":\"general\",\"objective\":\"cost\"}"), 30_000);

        assertThat(ids(decision).get(0)).isEqualTo("google/gemini-3.8-flash");
        assertThat(decision.candidates())
                .isSortedAccordingTo((one, other) ->
                        Double.compare(other.score().orElseThrow(), one.score().orElseThrow()));
        assertThat(decision.explanation()).isEqualTo("tier general; models of tier general by cost 1.0");
        // 10,000 tokens at 0.75 and 1,000 at 3.75
        assertThat(decision.candidates().get(0).reason())
                .isEqualTo("at most 0.01125 USD, latency unknown, quality unknown");
    }

    @Test
    void byLatencyTheFastestComesFirst() {
        latencies.put("openai/gpt-6-luna", 900.0);
        latencies.put("anthropic/claude-haiku-5-5", 300.0);

        RouteDecision decision = route(
                tier("{\"tier\":\"fast\",\"objective\":\"latency\",\"providers\":[\"openai\",\"anthropic\"]}"), 300);

        assertThat(ids(decision))
                .containsExactly("anthropic/claude-haiku-5-5", "openai/gpt-5.6-luna", "openai/gpt-6-luna");
        assertThat(decision.candidates().get(0).score()).hasValue(1);
        // Nobody knows: the mean of those that are known.
        assertThat(decision.candidates().get(1).score().orElseThrow()).isBetween(0.66, 0.67);
        assertThat(decision.candidates().get(2).score().orElseThrow()).isBetween(0.33, 0.34);
    }

    @Test
    void byQualityTheBestOfTheAgentsOwnRunsComesFirst() {
        qualities.put("a/google/gemini-3.1-flash-lite", 0.9);
        qualities.put("a/openai/gpt-6-luna", 0.7);
        qualities.put("other/openai/gpt-5.6-luna", 1.0);

        RouteDecision decision = route(tier("{\"tier\":\"fast\",\"objective\":\"quality\"}"), 300);

        assertThat(ids(decision).get(0)).isEqualTo("google/gemini-3.1-flash-lite");
        assertThat(ids(decision).get(decision.candidates().size() - 1)).isEqualTo("openai/gpt-6-luna");
        assertThat(decision.candidates().get(0).reason()).endsWith("quality 0.9");
    }

    @Test
    void theWeightOfWhatIsUnknownIsSpread() {
        RouteDecision decision =
                route(tier("{\"tier\":\"fast\",\"objective\":{\"cost\":1,\"latency\":1,\"quality\":2}}"), 300);

        assertThat(decision.explanation())
                .endsWith("by cost 1.0, latency is unknown, its weight is spread, quality is unknown, its weight is"
                        + " spread");
        assertThat(decision.candidates().get(0).score()).hasValue(1);
    }

    @Test
    void failuresLowerAScore() {
        errors.put("openai/gpt-6-luna", 0.5);

        RouteDecision decision = route(tier("{\"tier\":\"fast\",\"objective\":\"cost\"}"), 300);

        assertThat(ids(decision).get(0)).isEqualTo("anthropic/claude-haiku-5-5");
        assertThat(decision.candidates())
                .filteredOn(each -> each.target().model().equals("gpt-6-luna"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.score()).hasValue(0.5);
                    assertThat(each.reason()).endsWith("50 % of recent calls failed");
                });
    }

    @Test
    void anUnknownPriceCountsAsTheDearest() {
        providers.add("lab", "lab", EnumSet.allOf(Capability.class), null);
        overlay("{\"provider\":\"lab\",\"id\":\"own\",\"tier\":\"fast\",\"capabilities\":[\"structured_output\"]}");

        List<String> ids = ids(route(tier("{\"tier\":\"fast\",\"objective\":\"cost\"}"), 300));

        assertThat(ids.get(ids.size() - 1)).isEqualTo("lab/own");
    }

    @Test
    void aFreeModelIsTheCheapest() {
        providers.add("lab", "lab", EnumSet.allOf(Capability.class), null);
        overlay("{\"provider\":\"lab\",\"id\":\"own\",\"tier\":\"fast\",\"capabilities\":[\"structured_output\"],"
                + "\"inputPerMTok\":0,\"outputPerMTok\":0}");

        RouteDecision decision = route(tier("{\"tier\":\"fast\",\"objective\":\"cost\"}"), 300);

        assertThat(ids(decision).get(0)).isEqualTo("lab/own");
        assertThat(decision.candidates())
                .allSatisfy(each -> assertThat(each.score().orElseThrow()).isBetween(0.0, 1.0));
    }

    @Test
    void costFollowsThePriceOfThisCall() {
        AgentDefinition definition = tier(
                "{\"tier\":\"fast\",\"objective\":\"cost\",\"providers\":[\"anthropic\",\"google\"],\"maxOutputTokens\":100}");

        assertThat(ids(route(definition, 30_000)).get(0)).isEqualTo("anthropic/claude-haiku-5-5");
        // Above 100,000 tokens Haiku costs five times as much.
        assertThat(ids(route(definition, 600_000)).get(0)).isEqualTo("google/gemini-3.1-flash-lite");
    }

    @ParameterizedTest
    @CsvSource({
        "300, 0, 2, 1, false, false, FAST, no rule asks for more",
        "24000, 0, 2, 1, false, false, FAST, no rule asks for more",
        "24001, 0, 2, 1, false, false, GENERAL, more than 8000",
        "192001, 0, 2, 1, false, false, REASONING, more than 64000",
        "300, 1, 2, 1, false, false, GENERAL, 1 tool is bound",
        "300, 9, 2, 1, false, false, REASONING, 9 tools are bound",
        "300, 0, 20, 1, false, false, FAST, no rule asks for more",
        "300, 0, 21, 1, false, false, GENERAL, 21 properties",
        "300, 0, 61, 1, false, false, REASONING, 61 properties",
        "300, 0, 1, 3, false, false, FAST, no rule asks for more",
        "300, 0, 1, 4, false, false, GENERAL, 4 levels deep",
        "300, 0, 1, 7, false, false, REASONING, 7 levels deep",
        "300, 0, 2, 1, true, false, GENERAL, an image",
        "300, 0, 2, 1, false, true, GENERAL, a document",
    })
    void complexityDecidesTheTierOfACall(
            long characters,
            int tools,
            int properties,
            int depth,
            boolean images,
            boolean documents,
            Tier tier,
            String rule) {
        AgentDefinition definition =
                pinned(RoutedAgents.with("{\"tier\":\"auto\"}", tools, RoutedAgents.output(properties, depth)));

        RouteDecision decision = router.route(new RouteRequest("a", definition, characters, images, documents));

        assertThat(decision.tier()).isEqualTo(tier);
        assertThat(decision.explanation())
                .startsWith("auto: tier " + tier.id() + ", because ")
                .contains(rule);
        assertThat(decision.candidates())
                .allSatisfy(each -> assertThat(targets.find(each.target()).model())
                        .satisfies(model ->
                                assertThat(Objects.requireNonNull(model).tier()).isEqualTo(tier)));
    }

    @Test
    void anAgentThatSearchesTheWebGetsTheSearchTier() {
        RouteDecision decision = route(tier("{\"tier\":\"auto\",\"webSearch\":true}"), 300);

        assertThat(decision.tier()).isEqualTo(Tier.SEARCH);
        assertThat(decision.explanation()).contains("the agent searches the web");
    }

    @Test
    void aTierWithoutAModelGivesWayToTheNextAboveAndThenBelow() {
        AgentDefinition fastOnly = tier("{\"tier\":\"auto\",\"providers\":[\"openai\"]}");
        AgentDefinition google = tier("{\"tier\":\"auto\",\"providers\":[\"google\"],\"maxOutputTokens\":100}");
        assertThat(route(fastOnly, 192_001).tier()).isEqualTo(Tier.REASONING);
        assertThat(route(google, 24_001).tier()).isEqualTo(Tier.GENERAL);

        AgentDefinition search = tier("{\"tier\":\"auto\",\"providers\":[\"google\"],\"webSearch\":true}");
        RouteDecision below = route(search, 300);
        assertThat(below.tier()).isEqualTo(Tier.REASONING);
        assertThat(below.explanation()).contains("auto: tier search", "models of tier reasoning");
    }

    @Test
    void aDecisionNeverHoldsModelsOfTwoTiers() {
        AgentDefinition definition = tier("{\"tier\":\"auto\"}");
        for (int characters = 1; characters < 4_000_000; characters = characters * 3 + 1) {
            assertThat(route(definition, characters).candidates())
                    .extracting(each -> targets.find(each.target()).model())
                    .extracting(model -> Objects.requireNonNull(model).tier())
                    .containsOnly(
                            Objects.requireNonNull(route(definition, characters).tier()));
        }
    }

    @Test
    void pinnedModelsStayWhenTheCatalogueGetsOthers() {
        AgentDefinition definition = tier("{\"tier\":\"fast\",\"providers\":[\"anthropic\"]}");
        overlay("{\"provider\":\"anthropic\",\"id\":\"claude-haiku-6\",\"tier\":\"fast\","
                + "\"capabilities\":[\"structured_output\"]}");

        assertThat(ids(route(definition, 300))).containsExactly("anthropic/claude-haiku-5-5");
    }

    @Test
    void followsPricesAtOnceWhenTheCatalogueChanges() {
        AgentDefinition definition = tier("{\"tier\":\"fast\",\"objective\":\"cost\",\"providers\":[\"openai\"]}");
        assertThat(ids(route(definition, 300)).get(0)).isEqualTo("openai/gpt-6-luna");

        overlay("{\"provider\":\"openai\",\"id\":\"gpt-6-luna\",\"tier\":\"fast\","
                + "\"capabilities\":[\"structured_output\"],\"inputPerMTok\":9,\"outputPerMTok\":9}");

        assertThat(ids(route(definition, 300)).get(0)).isEqualTo("openai/gpt-5.6-luna");
    }

    @Test
    void aRetiredModelIsLeftOutAsLongAsAnotherIsThere() {
        AgentDefinition definition = tier("{\"tier\":\"fast\",\"providers\":[\"openai\"]}");
        overlay("{\"provider\":\"openai\",\"id\":\"gpt-6-luna\",\"tier\":\"fast\",\"retiresOn\":\"2026-11-01\","
                + "\"capabilities\":[\"structured_output\"]}");

        RouteDecision decision = route(definition, 300);

        assertThat(ids(decision)).containsExactly("openai/gpt-5.6-luna");
        assertThat(decision.rejected())
                .containsExactly(new Rejection(new Target("openai", "gpt-6-luna"), "the model is retired"));
    }

    private RouteDecision route(AgentDefinition definition, long characters) {
        return router.route(new RouteRequest("a", definition, characters, false, false));
    }

    private AgentDefinition tier(String models) {
        return pinned(RoutedAgents.withModels(models));
    }

    private AgentDefinition pinned(AgentDefinition definition) {
        var policy = new CatalogPinning(targets, CLOCK).pin(definition, new ArrayList<>());
        return RoutedAgents.withPolicy(
                policy, definition.tools().size(), definition.contract().output());
    }

    private static AgentDefinition definition(String... ids) {
        return RoutedAgents.withModels(CatalogPinningTest.targets(ids));
    }

    private void overlay(String model) {
        catalogs.put(ModelCatalogReader.read(
                CatalogLayer.Origin.API, Json.parse("{\"asOf\":\"2026-11-25\",\"models\":[" + model + "]}")));
    }

    private static List<String> ids(RouteDecision decision) {
        return decision.candidates().stream().map(each -> each.target().id()).toList();
    }

    private RoutingSignals signals() {
        var health = new TargetHealth() {
            @Override
            public OptionalDouble latencyMillis(String target) {
                return optional(latencies.get(target));
            }

            @Override
            public double errorRate(String target) {
                return errors.getOrDefault(target, 0.0);
            }
        };
        return new RoutingSignals(
                new CatalogPricing(targets, CLOCK),
                health,
                (agent, target) -> optional(qualities.get(agent + "/" + target.id())));
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}

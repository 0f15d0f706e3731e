package dev.keelson.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.common.Json;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Usage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogPricingTest {
    private static final String BEFORE = "2026-11-30T23:59:59Z";
    private static final String AFTER = "2026-12-01T00:00:00Z";

    private final CatalogInForce catalogs = CatalogInForce.builtIn();
    private final ConfiguredOnly providers = ConfiguredOnly.of("openai", "anthropic", "google", "perplexity", "local");

    /** Each row worked out by hand: tokens times USD per 1,000,000 times 1,000. */
    @ParameterizedTest
    @CsvSource({
        // OpenAI: 2 in, 10 out, 0.1 cached, 2.5 written; above 272,000 of input 4, 15, 0.2 and 5 for the whole request
        "openai/gpt-6.1-sol, 1, 0, 0, 0, 2000",
        "openai/gpt-6.1-sol, 1000, 500, 0, 0, 7000000",
        "openai/gpt-6.1-sol, 1000, 500, 800, 0, 5480000",
        "openai/gpt-6.1-sol, 1000, 500, 800, 200, 5580000",
        "openai/gpt-6.1-sol, 272000, 1000, 0, 0, 554000000",
        "openai/gpt-6.1-sol, 272001, 1000, 0, 0, 1103004000",
        "openai/gpt-6.1-sol, 300000, 0, 250000, 0, 250000000",
        "openai/gpt-6.1-sol, 300000, 0, 0, 100000, 1300000000",
        // without a price for writing: as input
        "openai/gpt-5.5, 1000, 0, 0, 1000, 5000000",
        // Anthropic Haiku: 0.1 in, 0.5 out; above 100,000 of input 0.5 and 2.5
        "anthropic/claude-haiku-5-5, 100000, 1000, 0, 0, 10500000",
        "anthropic/claude-haiku-5-5, 100001, 1000, 0, 0, 52500500",
        "anthropic/claude-haiku-5-5, 100001, 0, 100001, 0, 5000050",
        "anthropic/claude-opus-5-5, 10000, 2000, 6000, 3000, 60200000",
        // a fraction of a nano-USD: 0.0625 USD per million is 62.5 nano-USD per token
        "perplexity/perplexity/sonar, 1, 0, 1, 0, 63",
        "perplexity/perplexity/sonar, 2, 0, 2, 0, 125",
        "perplexity/perplexity/sonar, 3, 0, 3, 0, 188",
        // reasoning is output, and is not charged twice
        "google/gemini-3.8-flash, 1000000, 1000000, 0, 0, 4500000000",
    })
    void pricesTokensExactly(String target, long input, long output, long cached, long written, long nanoUsd) {
        Usage usage = Usage.of(input, output)
                .withCachedInputTokens(cached)
                .withCacheWriteTokens(written)
                .withReasoningTokens(output / 2);

        CallCost cost = at(BEFORE).cost(target(target), answer(usage));

        assertThat(cost.nanoUsd()).hasValue(nanoUsd);
        assertThat(cost.basis()).isEqualTo("catalog " + catalogs.current().version());
    }

    /** 1,000,000 tokens of input, half of them cached, and 100,000 of output. */
    @ParameterizedTest
    @CsvSource({
        "gemini-4-argon, 2026-11-30T23:59:59Z, 2050000000",
        "gemini-4-argon, 2026-12-01T00:00:00Z, 4100000000",
        "gemini-4-carbon, 2026-11-30T23:59:59Z, 2050000000",
        "gemini-4-carbon, 2026-12-01T00:00:00Z, 4100000000",
        "gemini-3.8-flash, 2026-12-01T00:00:00Z, 787500000",
    })
    void takesTheNewPriceFromTheStartOfItsDay(String model, String now, long nanoUsd) {
        Usage usage = Usage.of(1_000_000, 100_000).withCachedInputTokens(500_000);

        assertThat(at(now).cost(new Target("google", model), answer(usage)).nanoUsd())
                .hasValue(nanoUsd);
    }

    @Test
    void whatTheProviderReportsGoesFirst() {
        ChatResponse response = ChatResponse.model("m")
                .usage(Usage.of(1_000, 1_000))
                .reportedCostNanoUsd(17)
                .build();

        assertThat(at(BEFORE).cost(target("openai/gpt-6.1-sol"), response))
                .isEqualTo(new CallCost(OptionalLong.of(17), "reported"));
    }

    @Test
    void aNegativeReportIsNone() {
        ChatResponse response = ChatResponse.model("m")
                .usage(Usage.of(1_000, 0))
                .reportedCostNanoUsd(-17)
                .build();

        assertThat(at(BEFORE).cost(target("openai/gpt-6.1-sol"), response).nanoUsd())
                .hasValue(2_000_000);
    }

    @Test
    void anUnknownPriceIsUnknownAndNeverZero() {
        ChatResponse counted = answer(Usage.of(10, 10));

        assertThat(at(BEFORE).cost(target("openai/own-finetune"), counted)).isEqualTo(CallCost.UNKNOWN);
        assertThat(at(BEFORE).cost(target("nobody/gpt-6.1-sol"), counted)).isEqualTo(CallCost.UNKNOWN);
        assertThat(at(BEFORE).cost(target("perplexity/fast"), counted)).isEqualTo(CallCost.UNKNOWN);
        assertThat(at(BEFORE).estimate(target("perplexity/fast"), 10, 10)).isEmpty();
    }

    @Test
    void anAnswerWithoutACountHasNoKnownCost() {
        assertThat(at(BEFORE).cost(target("openai/gpt-6.1-sol"), answer(Usage.none())))
                .isEqualTo(CallCost.UNKNOWN);
    }

    @Test
    void modelsInTheServerItselfAreFree() {
        assertThat(at(BEFORE).cost(target("local/all-minilm-l6-v2"), answer(Usage.of(10, 10))))
                .isEqualTo(CallCost.FREE);
        assertThat(at(BEFORE).estimate(target("local/all-minilm-l6-v2"), 10, 10))
                .hasValue(0);
    }

    @Test
    void aCountThatNoModelCanReachHasNoKnownCost() {
        assertThat(at(BEFORE)
                        .cost(target("openai/gpt-6-astra"), answer(Usage.of(Long.MAX_VALUE / 2, 1)))
                        .nanoUsd())
                .isEmpty();
    }

    @Test
    void looksAProviderUpByItsNameAndThenByItsKind() {
        providers.add("eu-openai", "openai", Set.of(Capability.TOOLS), null);
        catalogs.put(ModelCatalogReader.read(CatalogLayer.Origin.API, Json.parse("""
                {"asOf": "2026-11-25", "models": [
                  {"provider": "eu-openai", "id": "gpt-6-luna", "tier": "fast", "capabilities": [],
                   "inputPerMTok": 3, "outputPerMTok": 7}]}""")));

        assertThat(at(BEFORE)
                        .cost(target("eu-openai/gpt-6-luna"), answer(Usage.of(1, 1)))
                        .nanoUsd())
                .hasValue(10_000);
        assertThat(at(BEFORE)
                        .cost(target("eu-openai/gpt-6.1-sol"), answer(Usage.of(1, 1)))
                        .nanoUsd())
                .hasValue(12_000);
        assertThat(at(BEFORE)
                        .cost(target("openai/gpt-6-luna"), answer(Usage.of(1, 1)))
                        .nanoUsd())
                .hasValue(600);
    }

    @Test
    void anEstimateTakesTheDearestPartOfTheInput() {
        assertThat(at(BEFORE).estimate(target("openai/gpt-6.1-sol"), 1_000, 100))
                .hasValue(2_500_000 + 1_000_000);
        assertThat(at(BEFORE).estimate(target("openai/gpt-6.1-sol"), 300_000, 0))
                .hasValue(1_500_000_000L);
    }

    @Test
    void costIsAdditiveNeverNegativeAndNeverAboveItsEstimate() {
        Random random = new Random(20261124);
        CatalogPricing pricing = at(AFTER);
        for (int i = 0; i < 2_000; i++) {
            CatalogModel model = priced(random);
            Target target = new Target(model.provider(), model.id());
            Usage one = usage(random, 40_000);
            Usage other = usage(random, 40_000);

            long sum = nanoUsd(pricing, target, plus(one, other));
            long parts = nanoUsd(pricing, target, one) + nanoUsd(pricing, target, other);
            assertThat(sum).as(model.id()).isNotNegative().isBetween(parts - 1, parts + 1);

            Usage any = usage(random, 2_000_000);
            assertThat(nanoUsd(pricing, target, any))
                    .as(model.id())
                    .isNotNegative()
                    .isLessThanOrEqualTo(pricing.estimate(target, any.inputTokens(), any.outputTokens())
                            .orElseThrow());
        }
    }

    @Test
    void nonsensicalCountsNeverMakeACostNegative() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Usage usage = Usage.of(random.nextInt(-1_000, 1_000), random.nextInt(-1_000, 1_000))
                    .withCachedInputTokens(random.nextInt(-1_000, 1_000))
                    .withCacheWriteTokens(random.nextInt(-1_000, 1_000));

            at(BEFORE)
                    .cost(target("openai/gpt-6.1-sol"), answer(usage))
                    .nanoUsd()
                    .ifPresent(nanoUsd -> assertThat(nanoUsd).isNotNegative());
        }
    }

    private CatalogPricing at(String now) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        return new CatalogPricing(new CatalogTargets(catalogs, providers, () -> 0), clock);
    }

    private CatalogModel priced(Random random) {
        var models = catalogs.current().entries().stream()
                .map(ModelCatalog.Entry::model)
                .filter(model -> model.prices() != null)
                .toList();
        return models.get(random.nextInt(models.size()));
    }

    private static long nanoUsd(Pricing pricing, Target target, Usage usage) {
        return pricing.cost(target, answer(usage)).nanoUsd().orElseThrow();
    }

    private static Usage usage(Random random, int most) {
        int input = random.nextInt(1, most);
        int cached = random.nextInt(input);
        return Usage.of(input, random.nextInt(most))
                .withCachedInputTokens(cached)
                .withCacheWriteTokens(random.nextInt(input - cached));
    }

    private static Usage plus(Usage one, Usage other) {
        return Usage.of(one.inputTokens() + other.inputTokens(), one.outputTokens() + other.outputTokens())
                .withCachedInputTokens(one.cachedInputTokens() + other.cachedInputTokens())
                .withCacheWriteTokens(one.cacheWriteTokens() + other.cacheWriteTokens());
    }

    private static ChatResponse answer(Usage usage) {
        return ChatResponse.model("m").usage(usage).build();
    }

    private static Target target(String id) {
        int slash = id.indexOf('/');
        return new Target(id.substring(0, slash), id.substring(slash + 1));
    }
}

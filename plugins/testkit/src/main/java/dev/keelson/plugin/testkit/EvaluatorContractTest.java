package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.evaluator.Evaluator;
import dev.keelson.plugin.api.evaluator.EvaluatorFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every evaluator must do. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class EvaluatorContractTest {
    /** The evaluator under test, made anew for each test. */
    @SuppressWarnings("NullAway.Init") // set before each test
    protected Evaluator evaluator;

    protected abstract EvaluatorFactory factory();

    /** Working settings, with defaults filled in as the host does. */
    protected abstract PluginConfig config();

    /** Settings that do not fit together, each refused with CONFIG; empty when there are none. */
    protected abstract List<PluginConfig> invalidConfigs();

    /** A sample that passes; its values should be unmodifiable, so that a change shows. */
    protected abstract EvaluationSample goodSample();

    /** A sample that fails. */
    protected abstract EvaluationSample badSample();

    /** Whether the evaluator judges only samples that know the right output. */
    protected abstract boolean needsExpected();

    protected PluginContext context() {
        return TestPluginContext.create().withEmbedder(new HashingEmbedder());
    }

    @BeforeEach
    void createEvaluator() {
        evaluator = factory().create(config(), context());
    }

    @AfterEach
    void closeEvaluator() {
        evaluator.close();
    }

    @Test
    void hasANameAndDescribesItsSettings() {
        FactoryRules.requireName(factory().name());
        FactoryRules.requireKeys(factory().configKeys());
    }

    @Test
    void passesAGoodSample() {
        EvaluationScore score = Stages.value(evaluator.evaluate(goodSample()));

        assertThat(score.isPassed()).as(score.reason()).isTrue();
        assertThat(score.reason()).isNotBlank();
    }

    @Test
    void failsABadSampleAndSaysWhy() {
        EvaluationScore score = Stages.value(evaluator.evaluate(badSample()));

        assertThat(score.isPassed()).as(score.reason()).isFalse();
        assertThat(score.reason()).isNotBlank();
        assertThat(score.value())
                .isLessThan(Stages.value(evaluator.evaluate(goodSample())).value());
    }

    @Test
    void judgesConcurrentSamplesAlike() {
        double alone = Stages.value(evaluator.evaluate(goodSample())).value();

        List<CompletionStage<EvaluationScore>> all = IntStream.range(0, 32)
                .mapToObj(i -> evaluator.evaluate(i % 2 == 0 ? goodSample() : badSample()))
                .toList();

        for (int i = 0; i < all.size(); i += 2) {
            assertThat(Stages.value(all.get(i)).value()).isEqualTo(alone);
            assertThat(Stages.value(all.get(i + 1)).isPassed()).isFalse();
        }
    }

    @Test
    void survivesOutputsOfEveryShape() throws Exception {
        for (Object output :
                List.of("", "text", 1, true, List.of(), List.of(1, "a"), Map.of(), Map.of("a", Map.of()))) {
            requireScoreOrPluginException(EvaluationSample.of(Map.of(), output).withExpected(output));
        }
        requireScoreOrPluginException(EvaluationSample.of(null, null).withExpected("x"));
    }

    @Test
    void judgesLiveOutputsIfItSaysSo() {
        assumeFalse(needsExpected());
        EvaluationSample good = goodSample();

        assertThat(Stages.value(evaluator.evaluate(EvaluationSample.of(good.input(), good.output())))
                        .isPassed())
                .isTrue();
    }

    @Test
    void refusesLiveOutputsIfItNeedsTheExpectedOne() {
        assumeTrue(needsExpected());
        EvaluationSample good = goodSample();

        assertThat(Stages.failure(() -> evaluator.evaluate(EvaluationSample.of(good.input(), good.output())))
                        .type())
                .isEqualTo(ErrorType.UNSUPPORTED);
    }

    @Test
    void refusesSettingsThatDoNotFit() {
        assertThat(invalidConfigs())
                .allSatisfy(config -> assertThatThrownBy(() -> factory().create(config, context()))
                        .isInstanceOfSatisfying(
                                PluginException.class,
                                failure -> assertThat(failure.type()).isEqualTo(ErrorType.CONFIG)));
    }

    @Test
    void closesTwiceWithoutComplaint() {
        assertThatCode(() -> {
                    evaluator.close();
                    evaluator.close();
                })
                .doesNotThrowAnyException();
    }

    private void requireScoreOrPluginException(EvaluationSample sample) throws Exception {
        try {
            EvaluationScore score =
                    evaluator.evaluate(sample).toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(score).isNotNull();
        } catch (ExecutionException failure) {
            assertThat(Stages.pluginException(failure).getMessage()).isNotBlank();
        }
    }
}

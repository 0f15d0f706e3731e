package dev.keelson.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.evaluation.EvaluatorClient;
import dev.keelson.core.tool.ToolClient;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.tool.ToolInvocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools and evaluators, bound as a definition says. */
@Timeout(60)
class ExtensionBindingIT {
    private HostFixture fixture;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        fixture = new HostFixture(folder)
                .limits(HostLimits.defaults().withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        fixture.jar("echo.jar", EchoTool.jar("echo", "1.0.0").bytes()).start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aBoundToolKnowsItsNameAndAnswers() {
        ToolClient tool = bind("{\"word\": \"says\"}");

        assertThat(tool.spec().name()).isEqualTo("say");
        assertThat(tool.spec().inputSchema()).isEqualTo(Map.of("type", "object"));
        assertThat(invoke(tool)).isEqualTo("1.0.0 says hello");
    }

    @Test
    void anEvaluatorJudges() {
        EvaluatorClient evaluator = fixture.host().evaluators().create("echo", Json.parse("{\"word\": \"x\"}"));

        var same = evaluator.evaluate(EvaluationSample.of("in", "out").withExpected("out"));
        var other = evaluator.evaluate(EvaluationSample.of("in", "out").withExpected("else"));

        assertThat(HostFixture.result(same).isPassed()).isTrue();
        assertThat(HostFixture.result(other).reason()).isEqualTo("differs");
    }

    @Test
    void aNamedSecretGoesToItsOrigin() {
        ToolClient tool = bind(
                "{\"word\": \"says\", \"url\": \"https://CRM.example.com/v1\"," + " \"token\": {\"secret\": \"crm\"}}");

        assertThat(invoke(tool)).endsWith(" with s3cr3t-value");
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        expect(
                "{\"word\": 7, \"url\": \"ftp://x\", \"token\": \"plain\", \"extra\": 1}",
                "/extra",
                "/word",
                "/url",
                "/token");
    }

    @Test
    void whatThePluginRefusesIsAViolationOfTheWhole() {
        expect("{\"word\": \"refuse\"}", "");
        expect("{\"word\": \"rename\"}", "");
        expect("[]", "");
    }

    @Test
    void aFactoryThatHangsHoldsUpItsCallerNoLongerThanTheTimeout() {
        expect("{\"word\": \"hang\"}", "");

        assertThat(invoke(bind("{\"word\": \"says\"}"))).isEqualTo("1.0.0 says hello");
    }

    @Test
    void aKindThatIsNotInstalledIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> fixture.host().tools().bind("say", "shout", Json.object()))
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        failure -> assertThat(failure.violations())
                                .containsExactly(Violation.at("", "kind", "tool kind: shout (expected: one of echo)")));
    }

    private void expect(String settings, String... pointers) {
        assertThatThrownBy(() -> bind(settings)).isInstanceOfSatisfying(KeelsonException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.DEFINITION_INVALID);
            assertThat(failure.violations()).extracting(Violation::pointer).containsExactly(pointers);
        });
    }

    private ToolClient bind(String settings) {
        return fixture.host().tools().bind("say", "echo", Json.parse(settings));
    }

    private static String invoke(ToolClient tool) {
        var invocation = new ToolInvocation(Map.of("text", "hello"), "execution-1", Duration.ofSeconds(10));
        return HostFixture.result(tool.invoke(invocation)).content();
    }
}

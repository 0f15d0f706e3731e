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
import dev.keelson.plugin.api.tool.Tool;
import dev.keelson.plugin.api.tool.ToolFactory;
import dev.keelson.plugin.api.tool.ToolInvocation;
import dev.keelson.plugin.api.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every tool must do. A tool that talks HTTP gets a {@link StubHttpServer}; one that does not must leave it alone. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ToolContractTest {
    private static final String NAME = "the-tool";

    /** Stands in for the system that the tool calls. */
    protected final StubHttpServer upstream = StubHttpServer.start();

    /** The tool under test, made anew for each test. */
    @SuppressWarnings("NullAway.Init") // set before each test
    protected Tool tool;

    protected abstract ToolFactory factory();

    /** Working settings, with defaults filled in as the host does; a tool that talks HTTP points to {@link #upstream}. */
    protected abstract PluginConfig config();

    /** Settings that do not fit together, each refused with CONFIG; empty when there are none. */
    protected abstract List<PluginConfig> invalidConfigs();

    /** Arguments that fit the tool's schema and let it succeed. */
    protected abstract Map<String, Object> arguments();

    protected abstract boolean talksHttp();

    /** What the system that the tool calls answers; for tools that talk HTTP. */
    protected StubAnswer answer() {
        return StubAnswer.json(200, "{\"ok\":true}");
    }

    /** Text in the settings that must not show up in results and messages. */
    protected List<String> secrets() {
        return List.of();
    }

    protected PluginContext context() {
        return TestPluginContext.create().withEmbedder(new HashingEmbedder());
    }

    @BeforeEach
    void createTool() {
        upstream.respond(request -> answer());
        tool = factory().create(NAME, config(), context());
    }

    @AfterEach
    void closeAll() {
        tool.close();
        upstream.close();
    }

    @Test
    void hasANameAndDescribesItsSettings() {
        FactoryRules.requireName(factory().name());
        FactoryRules.requireKeys(factory().configKeys());
    }

    @Test
    void tellsTheModelWhatItIsFor() {
        assertThat(tool.spec().name()).isEqualTo(NAME);
        assertThat(tool.spec().description()).isNotBlank();
        assertThat(tool.spec().inputSchema()).containsEntry("type", "object");
        assertThat(context().json().write(tool.spec().inputSchema())).isNotBlank();
    }

    @Test
    void staysTheSameForLife() {
        String before = context().json().write(tool.spec().inputSchema());

        requireOutcome(tool.invoke(invocation(Duration.ofSeconds(10))));

        assertThat(context().json().write(tool.spec().inputSchema())).isEqualTo(before);
        assertThat(factory().create(NAME, config(), context()).spec().inputSchema())
                .isEqualTo(tool.spec().inputSchema());
    }

    @Test
    void works() {
        ToolResult result = Stages.value(tool.invoke(invocation(Duration.ofSeconds(10))));

        assertThat(result.isError()).as(result.content()).isFalse();
        assertThat(result.content()).isNotBlank();
    }

    @Test
    void worksConcurrently() {
        List<CompletionStage<ToolResult>> calls = IntStream.range(0, 16)
                .mapToObj(i -> tool.invoke(invocation(Duration.ofSeconds(10))))
                .toList();

        assertThat(calls)
                .allSatisfy(call -> assertThat(Stages.value(call).isError()).isFalse());
    }

    @Test
    void refusesSettingsThatDoNotFit() {
        assertThat(invalidConfigs())
                .allSatisfy(config -> assertThatThrownBy(() -> factory().create(NAME, config, context()))
                        .isInstanceOfSatisfying(
                                PluginException.class,
                                failure -> assertThat(failure.type()).isEqualTo(ErrorType.CONFIG)));
    }

    @Test
    void usesNoNetworkIfItSaysSo() {
        assumeFalse(talksHttp());

        requireOutcome(tool.invoke(invocation(Duration.ofSeconds(10))));

        assertThat(upstream.connections()).isZero();
    }

    @Test
    void tellsTheModelWhenTheOtherSideFails() {
        assumeTrue(talksHttp());
        for (int status : new int[] {400, 401, 404, 429, 500, 503}) {
            upstream.respond(request -> StubAnswer.json(status, "{\"message\":\"went wrong\"}"));
            requireErrorResult(tool.invoke(invocation(Duration.ofSeconds(10))));
        }
    }

    @Test
    void survivesBrokenAnswers() {
        assumeTrue(talksHttp());
        List<StubAnswer> broken = List.of(
                StubAnswer.raw("no HTTP at all\r\n\r\n"),
                StubAnswer.raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nhalf")
                        .thenCut(),
                StubAnswer.raw("").thenCut());
        for (StubAnswer answer : broken) {
            upstream.respond(request -> answer);
            requireErrorResult(tool.invoke(invocation(Duration.ofSeconds(10))));
        }
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        assumeTrue(talksHttp());
        upstream.respond(request -> StubAnswer.silence());
        long start = System.nanoTime();

        requireErrorResult(tool.invoke(invocation(Duration.ofMillis(300))));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void tellsTheModelWhenTheHostForbidsTheAddress() {
        assumeTrue(talksHttp());
        var blocked = new FailingHttp(new PluginException(ErrorType.BLOCKED, "127.0.0.1 is a loopback address"));
        Tool offline =
                factory().create(NAME, config(), TestPluginContext.create().withHttp(blocked));

        requireErrorResult(offline.invoke(invocation(Duration.ofSeconds(10))));
        offline.close();
    }

    @Test
    void closesTwiceWithoutComplaint() {
        assertThatCode(() -> {
                    tool.close();
                    tool.close();
                })
                .doesNotThrowAnyException();
    }

    protected final ToolInvocation invocation(Duration timeout) {
        return new ToolInvocation(arguments(), "exec-0001", timeout);
    }

    /** A result or a {@link PluginException}, within bounded time. */
    private void requireOutcome(CompletionStage<ToolResult> call) {
        requireDiscreet(Stages.value(call).content());
    }

    private void requireErrorResult(CompletionStage<ToolResult> call) {
        ToolResult result = Stages.value(call);
        assertThat(result.isError()).as(result.content()).isTrue();
        assertThat(result.content()).isNotBlank();
        requireDiscreet(result.content());
    }

    private void requireDiscreet(String text) {
        assertThat(text).doesNotContain("127.0.0.1").doesNotContain(String.valueOf(upstream.port()));
        assertThat(secrets()).noneSatisfy(secret -> assertThat(text).contains(secret));
    }
}

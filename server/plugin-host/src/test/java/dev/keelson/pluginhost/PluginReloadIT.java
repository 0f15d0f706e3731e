package dev.keelson.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.core.plugin.InstalledPlugin.State;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.tool.ToolClient;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.tool.ToolInvocation;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reloads while plugins are in use. */
@Timeout(120)
class PluginReloadIT {
    private static final String LOADERS = "keelson.test.loaders";

    private HostFixture fixture;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        fixture = new HostFixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aReloadTakesTheNewFile() throws Exception {
        fixture.jar("demo.jar", versioned("1.0.0")).provider("demo").start();
        ModelClient client = fixture.client("demo");
        AtomicInteger changes = new AtomicInteger();
        fixture.host().onChange(changes::incrementAndGet);
        fixture.jar("demo.jar", versioned("1.1.0"));

        assertThat(HostFixture.result(fixture.host().reload("demo")).version()).isEqualTo("1.1.0");

        assertThat(answer(client)).isEqualTo("1.1.0");
        assertThat(fixture.host().pins()).containsEntry("provider/demo", "demo 1.1.0");
        assertThat(changes).hasValue(1);
    }

    @Test
    void aReloadThatFailsKeepsWhatRuns() throws Exception {
        fixture.jar("demo.jar", versioned("1.0.0")).provider("demo").start();
        fixture.jar(
                "demo.jar",
                TestPlugin.provider("demo")
                        .jar("demo", "1.1.0")
                        .manifest("Plugin-Class", "demo.Absent")
                        .bytes());

        assertThatThrownBy(() -> HostFixture.result(fixture.host().reload("demo")))
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PLUGIN_REJECTED))
                .hasMessageContaining("demo.Absent")
                .hasMessageEndingWith("what was loaded before keeps running");

        assertThat(fixture.answer("demo", "?")).isEqualTo("1.0.0");
        assertThat(fixture.plugin("demo").state()).isEqualTo(State.STARTED);
    }

    @Test
    void aFailedPluginIsWellAfterAReloadOfABetterFile() throws Exception {
        fixture.jar(
                        "demo.jar",
                        TestPlugin.provider("demo")
                                .jar("demo", "1.0.0")
                                .manifest("Plugin-Class", "demo.Absent")
                                .bytes())
                .provider("demo")
                .start();
        assertThat(fixture.plugin("demo").state()).isEqualTo(State.FAILED);
        fixture.jar("demo.jar", versioned("1.0.1"));

        assertThat(HostFixture.result(fixture.host().reload("demo")).state()).isEqualTo(State.STARTED);

        assertThat(fixture.answer("demo", "?")).isEqualTo("1.0.1");
    }

    @Test
    void aFileThatNowHoldsAnotherPluginTakesTheOldOneWithIt() throws Exception {
        fixture.jar("demo.jar", versioned("1.0.0")).provider("demo").start();
        fixture.jar("demo.jar", EchoTool.jar("echo", "1.0.0").bytes());

        assertThat(HostFixture.result(fixture.host().reload("echo")).state()).isEqualTo(State.STARTED);

        assertThat(fixture.host().plugins()).extracting(InstalledPlugin::id).containsExactly("echo");
        assertThat(fixture.host().providers().find("demo")).isEmpty();
        assertThat(HostFixture.within(Duration.ofSeconds(10), () -> copies().size() == 1))
                .isTrue();
    }

    @Test
    void whatIsUnknownCanNotBeReloadedOrRemoved() {
        fixture.start();

        for (Future<?> change :
                List.of(fixture.host().reload("nobody"), fixture.host().remove("nobody"))) {
            assertThatThrownBy(() -> HostFixture.result(change))
                    .isInstanceOfSatisfying(
                            KeelsonException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PLUGIN_NOT_FOUND));
        }
    }

    @Test
    void noCallIsLostWhileAPluginIsReloaded() throws Exception {
        String slowly = "return CompletableFuture.supplyAsync(() -> { if (closed)"
                + " throw new IllegalStateException(\"called after close\"); return answer(text(request)); },"
                + " CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));";
        TestPlugin plugin = TestPlugin.provider("demo").withChat(slowly);
        fixture.limits(HostLimits.defaults())
                .jar("demo.jar", plugin.jar("demo", "1.0.0").bytes())
                .provider("demo")
                .start();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        List<Throwable> failures = new CopyOnWriteArrayList<>();

        List<Thread> callers = Stream.generate(() -> new Thread(() -> callUntil(stop, answered, failures)))
                .limit(8)
                .toList();
        callers.forEach(Thread::start);
        for (int reload = 0; reload < 20; reload++) {
            assertThat(HostFixture.result(fixture.host().reload("demo")).state())
                    .isEqualTo(State.STARTED);
        }
        stop.set(true);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(failures).isEmpty();
        assertThat(answered.get()).isGreaterThan(50);
    }

    private void callUntil(AtomicBoolean stop, AtomicInteger answered, List<Throwable> failures) {
        while (!stop.get()) {
            try {
                assertThat(fixture.answer("demo", "hello")).isEqualTo("hello");
                answered.incrementAndGet();
            } catch (RuntimeException | AssertionError failure) {
                failures.add(failure);
            }
        }
    }

    @Test
    void fiftyReloadsLeaveNoClassLoaderBehind() throws Exception {
        List<WeakReference<?>> loaders = new CopyOnWriteArrayList<>();
        System.getProperties().put(LOADERS, loaders);
        TestPlugin plugin = TestPlugin.provider("demo")
                .withCreate("((Collection) System.getProperties().get(\"" + LOADERS + "\"))"
                        + ".add(new java.lang.ref.WeakReference(getClass().getClassLoader()));")
                .withChat("return CompletableFuture.supplyAsync(() -> answer(text(request)), context.blockingWork());");
        fixture.jar("demo.jar", plugin.jar("demo", "1.0.0").bytes())
                .jar("echo.jar", EchoTool.jar("echo", "1.0.0").bytes())
                .provider("demo")
                .start();

        for (int reload = 0; reload < 50; reload++) {
            assertThat(fixture.answer("demo", "hello")).isEqualTo("hello");
            assertThat(HostFixture.result(fixture.host().reload("demo")).state())
                    .isEqualTo(State.STARTED);
        }

        assertThat(loaders).hasSize(51);
        assertThat(HostFixture.within(Duration.ofSeconds(30), () -> alive(loaders) <= 2))
                .as("class loaders left: %s", alive(loaders))
                .isTrue();
        assertThat(copies()).hasSizeLessThanOrEqualTo(3);
        System.getProperties().remove(LOADERS);
    }

    private static long alive(List<WeakReference<?>> loaders) {
        System.gc();
        return loaders.stream().filter(each -> each.get() != null).count();
    }

    private List<Path> copies() {
        try (Stream<Path> files = Files.list(fixture.workDir())) {
            return new ArrayList<>(
                    files.filter(each -> each.toString().endsWith(".jar")).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aBoundToolServesOnUntilItIsClosedAndItsSuccessorIsBoundAnew() throws Exception {
        fixture.jar("echo.jar", EchoTool.jar("echo", "1.0.0").bytes()).start();
        ToolClient old = bind();
        fixture.jar("echo.jar", EchoTool.jar("echo", "2.0.0").bytes());
        assertThat(HostFixture.result(fixture.host().reload("echo")).version()).isEqualTo("2.0.0");

        assertThat(invoke(old)).isEqualTo("1.0.0 says hello");
        assertThat(invoke(bind())).isEqualTo("2.0.0 says hello");
        old.close();

        assertThatThrownBy(() -> invoke(old))
                .isInstanceOfSatisfying(
                        PluginException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE))
                .hasMessageContaining("bind it anew");
    }

    @Test
    void aBoundToolThatIsNotClosedIsTakenFromItsUserInTime() throws Exception {
        fixture.limits(HostLimits.defaults().withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(200)))
                .jar("echo.jar", EchoTool.jar("echo", "1.0.0").bytes())
                .start();
        ToolClient tool = bind();

        HostFixture.done(fixture.host().remove("echo"));
        assertThat(HostFixture.within(Duration.ofSeconds(10), () -> isGone(tool)))
                .isTrue();
        assertThat(fixture.host().plugins()).isEmpty();
        assertThat(fixture.pluginsDir()).isEmptyDirectory();
    }

    @Test
    void aCallInFlightThatOutlastsTheDrainEndsWithAClearFailure() throws Exception {
        TestPlugin plugin = TestPlugin.provider("demo").withChat("return new CompletableFuture<ChatResponse>();");
        fixture.limits(HostLimits.defaults().withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(200)))
                .jar("demo.jar", plugin.jar("demo", "1.0.0").bytes())
                .provider("demo")
                .start();
        Future<ChatResponse> call = fixture.client("demo").chat(HostFixture.request("?", Duration.ofMinutes(2)));

        assertThat(HostFixture.result(fixture.host().reload("demo")).state()).isEqualTo(State.STARTED);

        assertThatThrownBy(() -> HostFixture.result(call))
                .isInstanceOfSatisfying(
                        PluginException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE))
                .hasMessage("plugin 'demo' 1.0.0 was replaced or removed while it ran this call; try again");
    }

    private static boolean isGone(ToolClient tool) {
        try {
            return invoke(tool).isEmpty();
        } catch (PluginException gone) {
            return gone.type() == ErrorType.UNAVAILABLE;
        }
    }

    private ToolClient bind() {
        return fixture.host().tools().bind("say", "echo", Json.parse("{\"word\": \"says\"}"));
    }

    private static String invoke(ToolClient tool) {
        var invocation = new ToolInvocation(Map.of("text", "hello"), "execution-1", Duration.ofSeconds(10));
        return HostFixture.result(tool.invoke(invocation)).content();
    }

    private String answer(ModelClient client) {
        return HostFixture.result(client.chat(HostFixture.request("?", Duration.ofSeconds(10))))
                .content();
    }

    private static byte[] versioned(String version) {
        return TestPlugin.provider("demo")
                .withChat("return CompletableFuture.completedFuture(answer(\"" + version + "\"));")
                .jar("demo", version)
                .bytes();
    }
}

package dev.keelson.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.core.plugin.InstalledPlugin.State;
import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One folder with every kind of broken plugin: each harms only itself and is named with its reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginIsolationIT {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(2);

    private HostFixture fixture;
    private Duration startUp;

    @BeforeAll
    void startThemAll(@TempDir Path folder) throws Exception {
        fixture = new HostFixture(folder)
                .limits(HostLimits.defaults().withTimeouts(START_TIMEOUT, Duration.ofSeconds(1)));
        fixture.jar("good.jar", TestPlugin.provider("good").jar("good", "1.0.0").bytes());
        addJarsThatBundleTooMuch();
        addJarsThatFail();
        addJarsThatAreRejected();
        for (String name : List.of("good", "bundled", "peeper", "lacks-when-used", "moody", "absent")) {
            fixture.provider(name);
        }
        long before = System.nanoTime();
        fixture.start();
        startUp = Duration.ofNanos(System.nanoTime() - before);
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private void addJarsThatBundleTooMuch() throws Exception {
        TestPlugin bundled = TestPlugin.provider("bundled")
                .withChat("return CompletableFuture.completedFuture(answer("
                        + "com.fasterxml.jackson.databind.JsonNode.WHOSE));");
        fixture.jar(
                "bundled.jar",
                bundled.jar("bundled", "1.0.0")
                        .source(
                                "com.fasterxml.jackson.databind.JsonNode",
                                "package com.fasterxml.jackson.databind;"
                                        + " public class JsonNode { public static final String WHOSE ="
                                        + " new String(\"its own\"); }")
                        .withCopyOfTheApi()
                        .bytes());
        TestPlugin peeper = TestPlugin.provider("peeper")
                .withChat("try { return CompletableFuture.completedFuture(answer("
                        + "Class.forName(text(request)).getName())); }"
                        + " catch (ClassNotFoundException hidden) {"
                        + " return CompletableFuture.completedFuture(answer(\"hidden\")); }");
        fixture.jar("peeper.jar", peeper.jar("peeper", "1.0.0").bytes());
    }

    private void addJarsThatFail() throws Exception {
        fixture.jar(
                "throws.jar", withMain("throws", "public DemoMain() { throw new IllegalStateException(\"boom\"); }"));
        fixture.jar(
                "hangs.jar",
                withMain(
                        "hangs",
                        "public DemoMain() { while (true) { try { Thread.sleep(1000); } catch (InterruptedException ignored) { } } }"));
        fixture.jar(
                "start-fails.jar", withMain("start-fails", "public void start() { throw new StackOverflowError(); }"));
        TestPlugin lacking = TestPlugin.provider("lacks-when-loaded").withCreate("");
        fixture.jar(
                "lacks-when-loaded.jar",
                TestJar.plugin("lacks-when-loaded", "1.0.0")
                        .source("demo.Base", "package demo; public class Base {}")
                        .extension(
                                TestPlugin.FACTORY,
                                lacking.source()
                                        .replace("DemoFactory implements", "DemoFactory extends Base implements"))
                        .bytesWithout("demo.Base"));
        TestPlugin lazy = TestPlugin.provider("lacks-when-used")
                .withChat("return CompletableFuture.completedFuture(answer(new Missing().toString()));");
        fixture.jar(
                "lacks-when-used.jar",
                lazy.jar("lacks-when-used", "1.0.0")
                        .source("demo.Missing", "package demo; public class Missing {}")
                        .bytesWithout("demo.Missing"));
        TestPlugin moody =
                TestPlugin.provider("moody").withCreate("if (true) throw new RuntimeException(\"not today\");");
        fixture.jar("moody.jar", moody.jar("moody", "1.0.0").bytes());
    }

    private void addJarsThatAreRejected() throws Exception {
        fixture.jar("garbage.jar", "no jar at all".getBytes(StandardCharsets.UTF_8));
        fixture.jar(
                "plain.jar", TestJar.empty().entry("readme.txt", new byte[3]).bytes());
        fixture.jar("idle.jar", TestJar.plugin("idle", "1.0.0").bytes());
        fixture.jar(
                "bomb.jar",
                TestJar.plugin("bomb", "1.0.0")
                        .manifest("Filler", "x".repeat(1 << 20))
                        .bytes());
        fixture.jar(
                "newer-api.jar",
                demo("newer-api").manifest("Plugin-Requires", ">=2.0.0").bytes());
        fixture.jar(
                "odd-version.jar",
                demo("odd-version").manifest("Plugin-Version", "latest").bytes());
        fixture.jar(
                "needy.jar",
                demo("needy").manifest("Plugin-Dependencies", "good").bytes());
        fixture.jar("evil-id.jar", demo("../evil").bytes());
        fixture.jar(
                "twin-a.jar", TestPlugin.provider("twin").jar("twin", "1.10.0").bytes());
        fixture.jar(
                "twin-b.jar", TestPlugin.provider("twin").jar("twin", "1.9.0").bytes());
        fixture.jar(
                "usurper.jar",
                TestPlugin.provider("good").jar("usurper", "9.0.0").bytes());
    }

    private static TestJar demo(String id) {
        return TestPlugin.provider("demo").jar(id, "1.0.0");
    }

    private static byte[] withMain(String id, String body) {
        return TestPlugin.provider(id)
                .jar(id, "1.0.0")
                .manifest("Plugin-Class", "demo.DemoMain")
                .source("demo.DemoMain", "package demo; public class DemoMain extends org.pf4j.Plugin { " + body + " }")
                .bytes();
    }

    @Test
    void aGoodPluginAnswers() {
        assertThat(fixture.answer("good", "hello")).isEqualTo("hello");
        assertThat(fixture.plugin("good").extensions())
                .containsExactly(new InstalledPlugin.Extension("provider", "good"));
        assertThat(fixture.plugin("good").sha256()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void startUpWaitsForAHangingPluginNoLongerThanTheTimeout() {
        assertThat(startUp).isLessThan(START_TIMEOUT.plusSeconds(3));
        expect("hangs", State.FAILED, "did not start within 2000 ms");
    }

    @Test
    void aBundledJacksonIsSeenByItsPluginAndABundledApiIsNot() {
        assertThat(fixture.answer("bundled", "?")).isEqualTo("its own");
    }

    @Test
    void aPluginSeesTheJdkAndTheApiButNothingElseOfTheServer() {
        assertThat(fixture.answer("peeper", "java.sql.Connection")).isEqualTo("java.sql.Connection");
        assertThat(fixture.answer("peeper", "org.slf4j.Logger")).isEqualTo("org.slf4j.Logger");
        assertThat(fixture.answer("peeper", "dev.keelson.core.common.Json")).isEqualTo("hidden");
        assertThat(fixture.answer("peeper", "io.vertx.core.Vertx")).isEqualTo("hidden");
        assertThat(fixture.answer("peeper", "com.fasterxml.jackson.databind.JsonNode"))
                .isEqualTo("hidden");
    }

    @Test
    void aConstructorThatThrowsIsNamedWithItsCause() {
        expect("throws", State.FAILED, "constructor of demo.DemoMain failed", "boom");
    }

    @Test
    void anErrorInStartIsNamed() {
        expect("start-fails", State.FAILED, "java.lang.StackOverflowError");
    }

    @Test
    void aClassThatIsMissingWhenTheExtensionLoadsIsNamed() {
        expect("lacks-when-loaded", State.FAILED, "demo.DemoFactory", "NoClassDefFoundError", "demo/Base");
    }

    @Test
    void aClassThatIsMissingWhenUsedFailsTheCallUnderThePluginsName() {
        assertThat(fixture.plugin("lacks-when-used").state()).isEqualTo(State.STARTED);
        assertThatThrownBy(() -> fixture.answer("lacks-when-used", "?"))
                .isInstanceOfSatisfying(
                        PluginException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ErrorType.INTERNAL))
                .hasMessageContaining("plugin 'lacks-when-used' 1.0.0 failed: java.lang.NoClassDefFoundError");
        assertThat(fixture.answer("good", "still here")).isEqualTo("still here");
    }

    @Test
    void aProviderThatCanNotBeMadeIsAProblemOfThatProvider() {
        assertThat(fixture.plugin("moody").state()).isEqualTo(State.STARTED);
        assertThat(provider("moody").problem()).contains("not today");
        assertThat(fixture.host().providers().find("moody")).isEmpty();
    }

    @Test
    void aProviderWithoutAPluginSaysSo() {
        assertThat(provider("absent").problem()).contains("no started plugin brings provider kind 'absent'");
        assertThat(provider("absent").pluginId()).isNull();
        assertThat(fixture.host().providers().find("absent")).isEmpty();
        assertThat(fixture.host().providers().find("unheard-of")).isEmpty();
    }

    @Test
    void whatIsNoPluginIsRejectedUnderItsFileName() {
        expect("garbage.jar", State.REJECTED, "not a readable JAR");
        expect("plain.jar", State.REJECTED, "Plugin-Id: null");
        expect("evil-id.jar", State.REJECTED, "Plugin-Id: ../evil");
        expect("bomb.jar", State.REJECTED, "META-INF/MANIFEST.MF is larger than 65536 bytes");
    }

    @Test
    void aManifestThatPromisesTheWrongThingsIsRejected() {
        expect("newer-api", State.REJECTED, "Plugin-Requires: >=2.0.0, but this server has plugin API 1.0.0");
        expect("odd-version", State.REJECTED, "Plugin-Version: latest");
        expect("needy", State.REJECTED, "Plugin-Dependencies: [good]");
        expect("idle", State.REJECTED, "no extension in META-INF/extensions.idx");
    }

    @Test
    void ofTwoFilesWithOneIdTheHigherVersionRuns() {
        List<InstalledPlugin> twins = fixture.host().plugins().stream()
                .filter(each -> each.id().equals("twin"))
                .toList();

        assertThat(twins).extracting(InstalledPlugin::file).containsExactly("twin-a.jar", "twin-b.jar");
        assertThat(twins).extracting(InstalledPlugin::state).containsExactly(State.STARTED, State.REJECTED);
        assertThat(twins.get(1).reason()).isEqualTo("another file has its id: twin-a.jar with version 1.10.0");
    }

    @Test
    void aPluginThatBringsAnExtensionOfAnotherIsRejected() {
        expect("usurper", State.REJECTED, "provider/good is already brought by plugin 'good' 1.0.0");
    }

    @Test
    void pinsNameThePluginBehindEachExtension() {
        assertThat(fixture.host().pins())
                .containsEntry("provider/good", "good 1.0.0")
                .containsEntry("provider/twin", "twin 1.10.0")
                .doesNotContainKey("provider/demo");
    }

    private ConfiguredProvider provider(String name) {
        return fixture.host().providers().providers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void expect(String id, State state, String... words) {
        InstalledPlugin plugin = fixture.plugin(id);
        assertThat(plugin.state()).isEqualTo(state);
        assertThat(plugin.reason()).contains(words);
    }
}

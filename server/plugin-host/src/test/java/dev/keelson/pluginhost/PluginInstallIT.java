package dev.keelson.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.common.Sha256;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.core.plugin.InstalledPlugin.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Installs at run time and what an operator's lock file says to it. */
@Timeout(60)
class PluginInstallIT {
    private HostFixture fixture;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        fixture = new HostFixture(folder).provider("demo");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void anInstalledPluginAnswersAtOnceAndAfterARestart() throws Exception {
        fixture.start();

        InstalledPlugin installed = install("demo.jar", demo("1.0.0"));

        assertThat(installed.state()).isEqualTo(State.STARTED);
        assertThat(installed.sha256()).isEqualTo(Sha256.of(demo("1.0.0")));
        assertThat(fixture.answer("demo", "hello")).isEqualTo("hello");
        HostFixture.done(fixture.host().close());
        fixture.start();
        assertThat(fixture.answer("demo", "hello again")).isEqualTo("hello again");
    }

    @Test
    void aPluginOfTheSameIdIsReplacedWhateverItsFileIsCalled() {
        fixture.start();
        assertThat(install("demo-2.jar", demo("2.0.0")).version()).isEqualTo("2.0.0");

        assertThat(install("demo-1.jar", demo("1.0.0")).version()).isEqualTo("1.0.0");

        assertThat(fixture.host().plugins()).extracting(InstalledPlugin::file).containsExactly("demo-1.jar");
        assertThat(fixture.pluginsDir().resolve("demo-2.jar")).doesNotExist();
    }

    @Test
    void aRejectedInstallLeavesWhatWasThere() {
        fixture.start();
        // Made once: a JAR has the time of its making in it.
        byte[] installed = demo("1.0.0");
        assertThat(install("demo.jar", installed).state()).isEqualTo(State.STARTED);
        byte[] broken = TestPlugin.provider("demo")
                .jar("demo", "2.0.0")
                .manifest("Plugin-Class", "demo.Absent")
                .bytes();

        expectRejection("demo.jar", broken, "demo.Absent");
        expectRejection("demo.jar", "garbage".getBytes(StandardCharsets.UTF_8), "not a readable JAR");
        expectRejection("demo.jar", new byte[0], "size: 0 bytes");

        assertThat(fixture.answer("demo", "hello")).isEqualTo("hello");
        assertThat(fixture.plugin("demo").version()).isEqualTo("1.0.0");
        assertThat(fixture.pluginsDir().resolve("demo.jar")).hasBinaryContent(installed);
        assertThat(fixture.pluginsDir()).isDirectoryContaining("glob:**demo.jar");
        assertThat(fixture.pluginsDir().toFile().list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../demo.jar",
                "/etc/demo.jar",
                "a/b.jar",
                "..\\demo.jar",
                ".jar",
                ".hidden.jar",
                "demo.zip",
                "demo.jar\u0000.txt",
                "",
                "demo\n.jar"
            })
    void aFileNameThatLeadsElsewhereIsRefused(String name) {
        fixture.start();

        expectRejection(name, demo("1.0.0"), "file name: ");

        assertThat(fixture.pluginsDir()).isEmptyDirectory();
    }

    @Test
    void aFileOfAnotherPluginIsNotOverwritten() {
        fixture.start();
        assertThat(install("shared.jar", demo("1.0.0")).state()).isEqualTo(State.STARTED);

        expectRejection(
                "shared.jar", EchoTool.jar("echo", "1.0.0").bytes(), "file name: shared.jar belongs to plugin 'demo'");

        assertThat(fixture.answer("demo", "hello")).isEqualTo("hello");
    }

    @Test
    void anExtensionOfAnotherPluginIsNotTakenOver() {
        fixture.start();
        assertThat(install("demo.jar", demo("1.0.0")).state()).isEqualTo(State.STARTED);

        expectRejection(
                "usurper.jar",
                TestPlugin.provider("demo").jar("usurper", "1.0.0").bytes(),
                "provider/demo is already brought by plugin 'demo' 1.0.0");

        assertThat(fixture.host().pins()).containsEntry("provider/demo", "demo 1.0.0");
    }

    @Test
    void aPluginThatHangsIsRejectedInTime() {
        fixture.limits(HostLimits.defaults().withTimeouts(Duration.ofMillis(500), Duration.ofSeconds(1)))
                .start();
        byte[] hanging = TestPlugin.provider("demo")
                .jar("demo", "1.0.0")
                .manifest("Plugin-Class", "demo.Main")
                .source(
                        "demo.Main",
                        "package demo; public class Main extends org.pf4j.Plugin { static { Object o = new Object();"
                                + " synchronized (o) { try { o.wait(); } catch (InterruptedException e) { } } } }")
                .bytes();

        expectRejection("demo.jar", hanging, "it did not start within 500 ms");

        assertThat(fixture.pluginsDir()).isEmptyDirectory();
        assertThat(install("demo.jar", demo("1.0.0")).state()).isEqualTo(State.STARTED);
    }

    @Test
    void whatTheLockFileDoesNotListIsNotLoaded() throws Exception {
        byte[] listed = demo("1.0.0");
        Files.writeString(
                fixture.pluginsDir().resolve("plugins.lock"),
                "# approved\n" + Sha256.of(listed).substring("sha256:".length()) + "  demo.jar\n");
        fixture.jar("demo.jar", listed)
                .jar("echo.jar", EchoTool.jar("echo", "1.0.0").bytes())
                .start();

        assertThat(fixture.answer("demo", "hello")).isEqualTo("hello");
        assertThat(fixture.plugin("echo").state()).isEqualTo(State.REJECTED);
        assertThat(fixture.plugin("echo").reason()).isEqualTo("plugins.lock does not list echo.jar");
        expectRejection("demo.jar", demo("1.0.1"), "but plugins.lock has sha256:");
    }

    @Test
    void aLockFileThatIsNotUnderstoodAllowsNothing() throws Exception {
        Files.writeString(fixture.pluginsDir().resolve("plugins.lock"), "anything goes\n");
        fixture.jar("demo.jar", demo("1.0.0")).start();

        assertThat(fixture.plugin("demo").reason()).startsWith("plugins.lock line 1 is not understood");
    }

    @Test
    void fourGoodPluginsStartInWellUnderASecond() throws Exception {
        for (String id : List.of("one", "two", "three", "four")) {
            fixture.jar(id + ".jar", TestPlugin.provider(id).jar(id, "1.0.0").bytes());
        }
        long before = System.nanoTime();

        fixture.start();

        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(fixture.host().plugins()).extracting(InstalledPlugin::state).containsOnly(State.STARTED);
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aWorkFolderBelongsToOneServer() {
        fixture.start();

        assertThatThrownBy(() ->
                        HostFixture.result(PluginHost.start(fixture.vertx(), fixture.config(), HostFixture.services())))
                .hasMessageContaining("is in use by another server");
    }

    private InstalledPlugin install(String file, byte[] jar) {
        return HostFixture.result(fixture.host().install(file, jar));
    }

    private void expectRejection(String file, byte[] jar, String words) {
        assertThatThrownBy(() -> install(file, jar))
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PLUGIN_REJECTED))
                .hasMessageContaining(words);
    }

    private static byte[] demo(String version) {
        return TestPlugin.provider("demo").jar("demo", version).bytes();
    }
}

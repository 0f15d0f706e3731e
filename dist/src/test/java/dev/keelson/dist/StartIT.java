package dev.keelson.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who starts Keelson. */
class StartIT {
    private static final Pattern ADMIN_KEY = Pattern.compile("Admin key: (ksk_\\S+)");

    @TempDir
    Path directory;

    @Test
    void printsTheAdminKeyOnceAndKeepsItValid() {
        Path data = directory.resolve("data");
        String key;
        try (RunningKeelson first = RunningKeelson.launch(data, "")) {
            first.awaitStart();
            first.awaitOutput("Admin key: ");
            Matcher printed = ADMIN_KEY.matcher(first.output());
            assertThat(printed.find()).isTrue();
            key = printed.group(1);
        }

        try (RunningKeelson second = RunningKeelson.launch(data, "")) {
            second.awaitStart();
            second.awaitOutput("Admin UI:");

            var me = second.send(second.request("/v1/me").setHeader("Authorization", "Bearer " + key));
            assertThat(me.statusCode()).isEqualTo(200);
            assertThat(second.output()).doesNotContain("Admin key:");
        }
    }

    @Test
    void runsTheExampleAgentsWithoutAKeyOrNetwork() {
        try (RunningKeelson keelson = RunningKeelson.start(directory.resolve("data"), "--examples")) {
            keelson.awaitOutput("== triage-ticket (version 1 published, alias production) ==");
            String agents = keelson.get("/v1/agents").body();

            assertThat(agents).contains("moderate-listing", "triage-ticket", "extract-incident");
            assertThat(keelson.output())
                    .contains("model local/all-minilm-l6-v2")
                    .doesNotContain("failed ");
            assertThat(RunningKeelson.json(keelson.get("/v1/traces")).path("items"))
                    .hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void keepsItsDataFromOtherUsers() throws IOException {
        Path data = directory.resolve("data");
        try (RunningKeelson keelson = RunningKeelson.start(data)) {
            assertThat(keelson.get("/health/ready").statusCode()).isEqualTo(200);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("key-pepper"))))
                .isEqualTo("rw-------");
    }

    @Test
    void livesAndSaysWhichStoreItCannotReach() {
        RunningKeelson keelson = RunningKeelson.launch(
                directory.resolve("data"), "", "--mongo-uri", "mongodb://user:hunter2secret@127.0.0.1:9/");

        keelson.awaitOutput("not ready, on port ");
        assertThat(keelson.output()).contains("127.0.0.1:9").doesNotContain("hunter2secret");
        keelson.kill();
    }

    @Test
    void namesEverythingThatIsWrongWithTheConfiguration() throws IOException {
        Path config = directory.resolve("keelson.yaml");
        Files.writeString(config, "port: many\ncolour: red\nproviders:\n  x:\n    settings: {}\n");

        RunningKeelson keelson = RunningKeelson.launch(directory.resolve("data"), "", "--config", config.toString());

        assertThat(keelson.awaitEnd(Duration.ofSeconds(20))).isNotZero();
        assertThat(keelson.output()).contains("3 problems", "/port", "colour", "kind");
    }

    @Test
    void refusesADataDirectoryThatIsInUse() {
        Path data = directory.resolve("data");
        try (RunningKeelson first = RunningKeelson.start(data)) {
            RunningKeelson second = RunningKeelson.launch(data, "");

            assertThat(second.awaitEnd(Duration.ofSeconds(20))).isNotZero();
            assertThat(second.output()).contains("keelson: ").contains("use");
            assertThat(first.get("/health/live").statusCode()).isEqualTo(200);
        }
    }
}

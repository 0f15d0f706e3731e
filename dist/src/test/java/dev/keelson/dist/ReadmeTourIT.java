package dev.keelson.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's tour works when it is pasted. */
class ReadmeTourIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^(`{3,4})bash\\n(.*?)^\\1$");

    @TempDir
    Path directory;

    @Test
    void everyBlockOfTheTourWorks() throws Exception {
        Path script = Files.writeString(directory.resolve("tour.sh"), "set -euo pipefail\n" + tour());

        try (RunningKeelson keelson = RunningKeelson.start(directory.resolve("data"), "--examples")) {
            keelson.awaitOutput("== triage-ticket");
            String output = run(script, keelson);

            assertThat(output)
                    .contains("\"queue\":\"billing\"")
                    .contains("\"code\":\"input_invalid\"", "/subject", "text")
                    .contains("201 created", "201 published", "200 draft saved")
                    .contains("\"order\":\"AB-20417\"")
                    .contains("wrong one")
                    .contains("\"action\":\"rollback\"")
                    .containsIgnoringCase("keelson-version: 2")
                    .containsIgnoringCase("keelson-version: 1")
                    .contains("invoke_agent refund-request");
        }
    }

    private static String tour() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        StringBuilder script = new StringBuilder();
        Matcher block = BLOCK.matcher(readme);
        while (block.find()) {
            script.append(block.group(2)).append('\n');
        }
        return script.toString();
    }

    private String run(Path script, RunningKeelson keelson) throws Exception {
        Path log = directory.resolve("tour.log");
        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        bash.environment().put("K", keelson.baseUri().toString());
        bash.environment().put("KEY", RunningKeelson.ADMIN_KEY);
        Process process = bash.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}

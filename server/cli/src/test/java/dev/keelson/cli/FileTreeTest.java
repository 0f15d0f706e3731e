package dev.keelson.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTreeTest {
    @TempDir
    private Path directory;

    @Test
    void readsWhatItWrote() {
        var tree = new FileTree(directory.resolve("triage"));
        Map<String, String> files = Map.of("spec.md", "# Triage\n", "versions/0001.json", "{}\n");

        tree.write(files, List.of("versions/"));

        assertThat(tree.read()).isEqualTo(files);
    }

    @Test
    void removesOwnedFilesThatAreNoLongerThere() throws Exception {
        var tree = new FileTree(directory);
        tree.write(Map.of("suites/old.yaml", "a", "spec.md", "b"), List.of("suites/"));
        Files.writeString(directory.resolve("NOTES.md"), "mine");

        tree.write(Map.of("suites/new.yaml", "c", "spec.md", "b"), List.of("suites/"));

        assertThat(tree.read()).containsOnlyKeys("NOTES.md", "spec.md", "suites/new.yaml");
    }

    @Test
    void followsNoLinks() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret");
        Path agent = Files.createDirectory(directory.resolve("agent"));
        Files.createSymbolicLink(agent.resolve("spec.md"), secret);

        assertThat(new FileTree(agent).read()).isEmpty();
    }

    @Test
    void refusesFilesThatAreNoText() throws Exception {
        Files.write(directory.resolve("spec.md"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> new FileTree(directory).read()).hasMessageContaining("not UTF-8 text");
    }
}

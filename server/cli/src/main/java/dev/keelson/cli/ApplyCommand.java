package dev.keelson.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Brings agents from files into a running server. All bundles are planned before the first is brought in, so that a
 * conflict in one leaves all as they were.
 */
@Command(
        name = "apply",
        description = "Brings agents from files into a running server.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything is as the files say, or would be",
            "1:Nothing was done, or the server refused",
            "3:Something waits for an approval"
        })
public final class ApplyCommand implements Callable<Integer> {
    static final int BLOCKED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(
            names = {"-f", "--from"},
            paramLabel = "DIR",
            required = true,
            description = "Directory of one agent, or one with a directory for each agent")
    @Nullable
    private Path from;

    @Option(names = "--dry-run", description = "Only show what would be done")
    private boolean dryRun;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for the history of the aliases and the audit log")
    private String reason = "";

    @Override
    public Integer call() {
        ApiClient client = server.client();
        List<JsonNode> bundles = agentDirectories().stream()
                .map(directory -> BundleFiles.read(new FileTree(directory).read()))
                .toList();
        List<JsonNode> plans =
                bundles.stream().map(bundle -> send(client, bundle, true)).toList();
        List<JsonNode> outcome = dryRun
                ? plans
                : bundles.stream().map(bundle -> send(client, bundle, false)).toList();
        boolean blocked = false;
        for (int i = 0; i < bundles.size(); i++) {
            blocked |= print(bundles.get(i).path("agent").asText(), outcome.get(i));
        }
        return blocked ? BLOCKED : CommandLine.ExitCode.OK;
    }

    private JsonNode send(ApiClient client, JsonNode bundle, boolean dry) {
        ObjectNode body = ApiClient.JSON.createObjectNode().put("dryRun", dry).put("reason", reason);
        body.set("bundle", bundle);
        return client.post("/v1/agents/" + bundle.path("agent").asText() + "/import", body);
    }

    /** True when a step was blocked. */
    private boolean print(String agent, JsonNode outcome) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(agent + (dryRun ? " (dry run)" : ""));
        boolean blocked = false;
        for (JsonNode step : outcome.path("steps")) {
            String action = step.path("action").asText();
            blocked |= action.equals("blocked");
            String subject =
                    (step.path("kind").asText() + " " + step.path("name").asText()).strip();
            out.printf("  %-9s %-24s %s%n", action, subject, step.path("detail").asText());
        }
        out.flush();
        return blocked;
    }

    private List<Path> agentDirectories() {
        Path root = from == null ? Path.of(".") : from;
        if (Files.isRegularFile(root.resolve("agent.yaml"))) {
            return List.of(root);
        }
        try (Stream<Path> entries = Files.list(root)) {
            List<Path> found = new ArrayList<>(entries.filter(entry -> Files.isRegularFile(entry.resolve("agent.yaml")))
                    .sorted()
                    .toList());
            if (found.isEmpty()) {
                throw new CommandFailure(root + " holds no agent (expected: agent.yaml, or directories with one)");
            }
            return found;
        } catch (IOException unreadable) {
            throw new CommandFailure("can't read " + root + ": " + unreadable, unreadable);
        }
    }
}

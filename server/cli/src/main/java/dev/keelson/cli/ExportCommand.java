package dev.keelson.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes agents as files: one directory each, with stable text that is good to keep in Git. */
@Command(name = "export", description = "Writes agents of a running server as files.", mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    private static final Pattern AGENT = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Directory to write to (default: agents)")
    private Path out = Path.of("agents");

    @Parameters(paramLabel = "AGENT", description = "Agents to export (default: all that the key may see)")
    private List<String> agents = new ArrayList<>();

    @Override
    public Integer call() {
        ApiClient client = server.client();
        for (String agent : agents.isEmpty() ? all(client) : agents) {
            if (!AGENT.matcher(agent).matches()) {
                throw new CommandFailure("not an agent's name: " + agent);
            }
            SortedMap<String, String> files = BundleFiles.write(client.get("/v1/agents/" + agent + "/export"));
            new FileTree(out.resolve(agent)).write(files, List.of("versions/", "suites/"));
            spec.commandLine().getOut().println(out.resolve(agent) + ": " + files.size() + " files");
        }
        return CommandLine.ExitCode.OK;
    }

    /** System agents come with the server, so they are exported only by name. */
    private static List<String> all(ApiClient client) {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get("/v1/agents?limit=200" + cursor);
            for (JsonNode agent : page.path("items")) {
                if (!agent.path("name").asText().startsWith("keelson-")) {
                    names.add(agent.path("name").asText());
                }
            }
            cursor =
                    page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : "";
        } while (!cursor.isEmpty());
        return names;
    }
}

package dev.keelson.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AgentRef;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.execution.ExecuteAgentUseCase;
import dev.keelson.core.execution.ExecutionListener;
import dev.keelson.core.execution.ExecutionResult;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The example agents: each folder has a {@code spec.md} and an {@code inputs.jsonl}. Those that are there already stay as
 * they are. Blocks; not for an event loop.
 */
final class Examples {
    private static final Principal KEELSON = new Principal("keelson", "examples", Role.ADMIN, Set.of());
    private static final int MAX_PRINTED = 300;

    private final Server server;
    private final Path directory;
    private final PrintStream out;

    Examples(Server server, Path directory, PrintStream out) {
        this.server = server;
        this.directory = directory;
        this.out = out;
    }

    /** Creates what is missing and runs each agent on its inputs. */
    void run() {
        try (Stream<Path> folders = Files.list(directory)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                run(folder);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't read the examples in " + directory, unreadable);
        }
        out.flush();
    }

    private void run(Path folder) throws IOException {
        String agent = folder.getFileName().toString();
        boolean created = create(agent, Files.readString(folder.resolve("spec.md")));
        out.printf("%n== %s (%s) ==%n", agent, created ? "version 1 published, alias production" : "was here already");
        for (String line : Files.readAllLines(folder.resolve("inputs.jsonl"))) {
            if (!line.isBlank()) {
                execute(agent, Json.parse(line));
            }
        }
    }

    private boolean create(String agent, String spec) {
        UseCases useCases = server.useCases();
        var input = new CreateAgentUseCase.Input(
                KEELSON, agent, spec, useCases.settings().read(Json.object()));
        return useCases.createAgent()
                .execute(input)
                .compose(created -> useCases.publishVersion()
                        .execute(new PublishVersionUseCase.Input(KEELSON, agent, null, "example")))
                .compose(published -> useCases.governance()
                        .remap()
                        .execute(new RemapAliasUseCase.Input(
                                KEELSON,
                                agent,
                                AgentRef.DEFAULT_ALIAS,
                                List.of(new AliasTarget(published.version().number(), 1)),
                                0,
                                "example")))
                .map(true)
                .recover(failure -> isThere(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure))
                .await();
    }

    private static boolean isThere(Throwable failure) {
        return failure instanceof KeelsonException known && known.code() == ErrorCode.AGENT_EXISTS;
    }

    private void execute(String agent, JsonNode input) {
        out.println("  input   " + shortened(input));
        try {
            ExecutionResult result = server.useCases()
                    .executeAgent()
                    .execute(new ExecuteAgentUseCase.Input(KEELSON, agent, input, null, null, ExecutionListener.NONE))
                    .await();
            out.println("  output  " + shortened(result.output()));
            out.printf("  version %d, model %s%n", result.version(), result.target());
            out.println("  trace   " + server.baseUri() + "/admin/traces/" + result.executionId());
        } catch (KeelsonException failure) {
            out.println("  failed  " + failure.code().id() + ": " + failure.text());
        }
    }

    private static String shortened(JsonNode value) {
        String text = Json.text(value);
        return text.length() <= MAX_PRINTED ? text : text.substring(0, MAX_PRINTED) + "...";
    }
}

package dev.keelson.app;

import dev.keelson.cli.ApplyCommand;
import dev.keelson.cli.ExportCommand;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** The command line of Keelson. */
@Command(
        name = "keelson",
        description = "Runs AI agents in production.",
        mixinStandardHelpOptions = true,
        version = "Keelson " + Keelson.VERSION,
        subcommands = {Keelson.Start.class, ApplyCommand.class, ExportCommand.class, HelpCommand.class})
public final class Keelson {
    static final String VERSION = "0.1.0";

    private Keelson() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new Keelson());
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(environment));
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("keelson: " + FatalFailure.describe(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    /** Starts the server and stays until it is told to stop. */
    @Command(name = "start", description = "Starts the server.", mixinStandardHelpOptions = true)
    static final class Start implements Callable<Integer> {
        @Mixin
        private final StartOptions options = new StartOptions();

        @Override
        public Integer call() throws InterruptedException {
            Path home = Path.of(System.getProperty("keelson.home", "."));
            ServerConfig config = new ConfigLoader(System.getenv(), home).load(options);
            Server server = Server.start(config);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                server.close();
                                stopped.countDown();
                            },
                            "keelson-stop"));
            server.store().onFailure(FatalFailure::endProcess);
            new StartReport(server, System.out).print();
            if (options.examples) {
                new Examples(server, home.resolve("examples"), System.out).run();
            }
            stopped.await();
            return CommandLine.ExitCode.OK;
        }
    }
}

package dev.keelson.storage.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs the commands of authenticated clients, each on the thread where it belongs. */
final class CommandDispatcher {
    private final CommandTable commands;
    private final Catalog catalog;
    private final GroupCommit commits;
    private final Executor readers;

    CommandDispatcher(CommandTable commands, Catalog catalog, GroupCommit commits, Executor readers) {
        this.commands = commands;
        this.catalog = catalog;
        this.commits = commits;
        this.readers = readers;
    }

    /** Never throws: every failure is in the returned stage. A write completes after its commit. */
    CompletionStage<Reply> dispatch(Command command) {
        try {
            return start(command);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Reply> start(Command command) {
        ReadCommand read = commands.read(command.name());
        if (read != null) {
            CommandGuard.check(command);
            return startRead(read, command);
        }
        WriteCommand write = commands.write(command.name());
        if (write == null) {
            throw CommandErrors.commandNotFound(command.name());
        }
        CommandGuard.check(command);
        return startWrite(write, command);
    }

    private CompletionStage<Reply> startRead(ReadCommand read, Command command) {
        if (commits.hasFailed()) {
            throw CommandErrors.shuttingDown("the embedded store has stopped after a failed commit");
        }
        try {
            return CompletableFuture.supplyAsync(() -> run(read, command), readers);
        } catch (RejectedExecutionException e) {
            throw CommandErrors.shuttingDown("the embedded store is closed");
        }
    }

    // A write that waited for longer than it was allowed to is not begun; once begun it is finished.
    private CompletionStage<Reply> startWrite(WriteCommand write, Command command) {
        Deadline deadline = Deadline.of(command.body());
        return commits.submit(() -> {
            deadline.check();
            return write.run(command, catalog);
        });
    }

    private Reply run(ReadCommand read, Command command) {
        StoreView view = catalog.hold();
        try {
            return read.run(command, view);
        } finally {
            view.release();
        }
    }
}

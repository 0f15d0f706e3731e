package dev.keelson.app;

import dev.keelson.cli.CommandFailure;
import dev.keelson.core.error.KeelsonException;
import java.net.BindException;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Says in plain words why the server did not start or can't go on. */
final class FatalFailure {

    private FatalFailure() {}

    /** The embedded store can't go on: nothing would be durable any more, so the process ends for a supervisor to restart it. */
    static void endProcess(Throwable cause) {
        LoggerFactory.getLogger(FatalFailure.class).error("the embedded store failed; ending", cause);
        Runtime.getRuntime().halt(1);
    }

    static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException
                    || cause instanceof CommandFailure
                    || cause instanceof KeelsonException) {
                return Objects.requireNonNullElse(cause.getMessage(), "can't start");
            }
            if (cause instanceof BindException) {
                return "can't listen: " + cause.getMessage()
                        + "; is another server on this port? Choose one with --port";
            }
        }
        LoggerFactory.getLogger(FatalFailure.class).error("start failed", failure);
        return "can't start: " + failure.getMessage();
    }
}

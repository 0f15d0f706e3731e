package dev.keelson.storage.embedded;

/** A command that only reads. Runs on a reader thread. */
interface ReadCommand {

    /** The view is held by the caller until this returns. */
    Reply run(Command command, StoreView view);
}

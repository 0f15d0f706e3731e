package dev.keelson.storage.embedded;

/** A command that changes something. Runs on the writing thread; its reply is sent after the commit. */
interface WriteCommand {
    Reply run(Command command, Catalog catalog);
}

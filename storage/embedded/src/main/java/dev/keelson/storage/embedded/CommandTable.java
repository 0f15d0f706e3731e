package dev.keelson.storage.embedded;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every command that the store has, apart from those about authentication. */
final class CommandTable {
    private final Map<String, ReadCommand> reads;
    private final Map<String, WriteCommand> writes;

    CommandTable(QueryExecutor queries, OpenCursors cursors) {
        this.reads = reads(queries, cursors);
        this.writes = writes(queries);
    }

    @Nullable
    ReadCommand read(String name) {
        return reads.get(name);
    }

    @Nullable
    WriteCommand write(String name) {
        return writes.get(name);
    }

    private static Map<String, ReadCommand> reads(QueryExecutor queries, OpenCursors cursors) {
        CursorCommands cursorCommands = new CursorCommands(cursors);
        return Map.ofEntries(
                Map.entry("find", new FindCommand(queries, cursors)),
                Map.entry("aggregate", new AggregateCommand(queries, cursors)),
                Map.entry("count", new CountCommand(queries)),
                Map.entry("distinct", new DistinctCommand(queries)),
                Map.entry("getMore", cursorCommands::getMore),
                Map.entry("killCursors", cursorCommands::killCursors),
                Map.entry("listDatabases", ListCommands::databases),
                Map.entry("listCollections", ListCommands::collections),
                Map.entry("listIndexes", ListCommands::indexes),
                Map.entry("buildInfo", ServerCommands::buildInfo),
                Map.entry("buildinfo", ServerCommands::buildInfo));
    }

    private static Map<String, WriteCommand> writes(QueryExecutor queries) {
        return Map.of(
                "insert", new InsertCommand(),
                "update", new UpdateCommand(queries),
                "delete", new DeleteCommand(queries),
                "findAndModify", new FindAndModifyCommand(queries),
                "create", CatalogCommands::create,
                "drop", CatalogCommands::drop,
                "dropDatabase", CatalogCommands::dropDatabase,
                "createIndexes", CatalogCommands::createIndexes,
                "dropIndexes", CatalogCommands::dropIndexes);
    }
}

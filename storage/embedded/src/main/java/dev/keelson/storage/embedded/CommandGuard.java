package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every option of a command that the store would have to ignore. What is not listed here is an error that names
 * the option, unless its value asks for nothing (false or null).
 */
final class CommandGuard {
    private static final Set<String> EVERYWHERE =
            Set.of("$db", "$readPreference", "readConcern", "writeConcern", "comment", "maxTimeMS");

    private static final Set<String> TRANSACTION = Set.of("startTransaction", "autocommit", "txnNumber", "lsid");

    /** Options by command. {@code allowDiskUse} and {@code background} are permissions or hints without an effect on results. */
    private static final Map<String, Set<String>> OPTIONS = Map.ofEntries(
            Map.entry(
                    "find",
                    Set.of(
                            "filter",
                            "sort",
                            "projection",
                            "skip",
                            "limit",
                            "batchSize",
                            "singleBatch",
                            "allowDiskUse")),
            Map.entry("aggregate", Set.of("pipeline", "cursor", "allowDiskUse")),
            Map.entry("count", Set.of("query", "skip", "limit")),
            Map.entry("distinct", Set.of("key", "query")),
            Map.entry("getMore", Set.of("collection", "batchSize")),
            Map.entry("killCursors", Set.of("cursors")),
            Map.entry("insert", Set.of("documents", "ordered")),
            Map.entry("update", Set.of("updates", "ordered")),
            Map.entry("delete", Set.of("deletes", "ordered")),
            Map.entry("findAndModify", Set.of("query", "sort", "remove", "update", "new", "fields", "upsert")),
            Map.entry("createIndexes", Set.of("indexes")),
            Map.entry("dropIndexes", Set.of("index")),
            Map.entry("listCollections", Set.of("filter", "nameOnly", "authorizedCollections", "cursor")),
            Map.entry("listIndexes", Set.of("cursor")),
            Map.entry("listDatabases", Set.of("filter", "nameOnly", "authorizedDatabases")));

    /** Options of the parts of a command: the field that holds the parts, and what each may contain. */
    private static final Map<String, Part> PARTS = Map.of(
            "update", new Part("updates", "an update", Set.of("q", "u", "multi", "upsert")),
            "delete", new Part("deletes", "a delete", Set.of("q", "limit")),
            "createIndexes", new Part("indexes", "an index", Set.of("key", "name", "unique", "v", "ns", "background")));

    private static final Set<String> STAGES = Set.of(
            "$match",
            "$sort",
            "$skip",
            "$limit",
            "$project",
            "$group",
            "$unwind",
            "$count",
            "$addFields",
            "$unset",
            "$sortByCount");

    private static final Set<String> READ_CONCERNS = Set.of("local", "available", "majority", "linearizable");

    private CommandGuard() {}

    static void check(Command command) {
        for (Map.Entry<String, Object> option : command.body().entrySet()) {
            checkOption(command.name(), option.getKey(), option.getValue());
        }
        checkConcerns(command.body());
        Part part = PARTS.get(command.name());
        if (part != null) {
            Fields.documents(command.body(), part.field).forEach(part::check);
        }
        if (command.name().equals("aggregate")) {
            Fields.documents(command.body(), "pipeline").forEach(CommandGuard::checkStage);
        }
    }

    /** Writes are ordered unless the client says otherwise. */
    static boolean isOrdered(Document command) {
        return !command.containsKey("ordered") || Fields.isTrue(command.get("ordered"));
    }

    private static void checkOption(String command, String option, @Nullable Object value) {
        if (option.equals(command) || EVERYWHERE.contains(option) || asksForNothing(value)) {
            return;
        }
        if (TRANSACTION.contains(option)) {
            throw CommandErrors.unsupported("option '" + option + "' (sessions and transactions)");
        }
        if (!OPTIONS.getOrDefault(command, Set.of()).contains(option)) {
            throw CommandErrors.unsupported("option '" + option + "' of '" + command + "'");
        }
    }

    // Every acknowledged write is on the disk and readers see nothing else, so these levels hold by themselves.
    private static void checkConcerns(Document body) {
        Object level = Fields.documentOrEmpty(body, "readConcern").get("level");
        if (level != null && !READ_CONCERNS.contains(level)) {
            throw CommandErrors.unsupported("read concern '" + level + "'");
        }
        Object acknowledgements = Fields.documentOrEmpty(body, "writeConcern").get("w");
        boolean one = acknowledgements instanceof Number number && number.doubleValue() == 1;
        if (acknowledgements != null && !one && !"majority".equals(acknowledgements)) {
            throw CommandErrors.unsupported("write concern w: " + acknowledgements);
        }
    }

    private static void checkStage(Document stage) {
        for (String name : stage.keySet()) {
            if (!STAGES.contains(name)) {
                throw CommandErrors.unsupported("pipeline stage '" + name + "'");
            }
        }
        if (stage.size() != 1) {
            throw CommandErrors.of(40323, "Location40323", "pipeline stage: " + stage.size() + " fields (expected: 1)");
        }
        checkFilter(stage);
    }

    // Only the first ones become part of a query, which checks its filter itself.
    private static void checkFilter(Document stage) {
        if (stage.get("$match") instanceof Document filter) {
            FilterGuard.check(filter);
        }
    }

    private static boolean asksForNothing(@Nullable Object value) {
        return value == null || Boolean.FALSE.equals(value);
    }

    /** What each document in one array of a command may contain. */
    private record Part(String field, String description, Set<String> options) {

        private void check(Document part) {
            for (Map.Entry<String, Object> option : part.entrySet()) {
                if (!options.contains(option.getKey()) && !asksForNothing(option.getValue())) {
                    throw CommandErrors.unsupported("option '" + option.getKey() + "' of " + description);
                }
            }
        }
    }
}

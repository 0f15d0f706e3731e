package dev.keelson.storage.mongodb;

import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasTarget;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** Aliases as documents: one for each name, so that an agent's names can be listed, and one for each revision. */
final class AliasDocuments {
    static final String NAMES = "aliases";
    static final String HISTORY = "aliasHistory";

    private static final String AGENT = "agent";
    private static final String ALIAS = "alias";
    private static final String TARGETS = "targets";
    private static final String VERSION = "version";
    private static final String WEIGHT = "weight";
    private static final String REVISION = "revision";
    private static final String ACTION = "action";
    private static final String RESTORES = "restores";
    private static final String MOVED_AT = "movedAt";
    private static final String MOVED_BY = "movedBy";
    private static final String REASON = "reason";
    private static final String SCHEMA_CHANGE = "schemaChange";

    private AliasDocuments() {}

    /** Owner of an alias's history, and {@code _id} of its name. */
    static String id(String agent, String alias) {
        return agent + "/" + alias;
    }

    static BsonDocument name(Alias alias) {
        return Fields.empty()
                .put(Fields.ID, id(alias.agent(), alias.name()))
                .put(AGENT, alias.agent())
                .put(ALIAS, alias.name())
                .document();
    }

    static String nameIn(BsonDocument document) {
        return new Fields(document).text(ALIAS);
    }

    static BsonDocument entry(Alias alias) {
        return Fields.empty()
                .put(Fields.ID, NumberedIds.of(id(alias.agent(), alias.name()), alias.revision()))
                .put(AGENT, alias.agent())
                .put(ALIAS, alias.name())
                .put(TARGETS, targets(alias.targets()))
                .put(REVISION, alias.revision())
                .put(ACTION, alias.action().name())
                .put(RESTORES, alias.restores())
                .put(MOVED_AT, alias.movedAt())
                .put(MOVED_BY, alias.movedBy())
                .put(REASON, alias.reason())
                .put(SCHEMA_CHANGE, alias.schemaChange())
                .document();
    }

    static Alias alias(BsonDocument document) {
        Fields fields = new Fields(document);
        return new Alias(
                fields.text(AGENT),
                fields.text(ALIAS),
                document.getArray(TARGETS).stream()
                        .map(target -> target(new Fields(target.asDocument())))
                        .toList(),
                fields.integer(REVISION),
                Alias.Action.valueOf(fields.text(ACTION)),
                fields.integerOrNull(RESTORES),
                fields.time(MOVED_AT),
                fields.text(MOVED_BY),
                fields.text(REASON),
                fields.textOrNull(SCHEMA_CHANGE));
    }

    private static BsonArray targets(List<AliasTarget> targets) {
        return new BsonArray(targets.stream()
                .map(target -> new BsonDocument(VERSION, new BsonInt32(target.version()))
                        .append(WEIGHT, new BsonInt32(target.weight())))
                .toList());
    }

    private static AliasTarget target(Fields fields) {
        return new AliasTarget(fields.integer(VERSION), fields.integer(WEIGHT));
    }
}

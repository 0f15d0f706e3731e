package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import dev.keelson.core.audit.AuditActor;
import dev.keelson.core.audit.AuditEntry;
import dev.keelson.core.audit.AuditEvent;
import dev.keelson.core.audit.AuditEvent.Outcome;
import dev.keelson.core.audit.AuditEvent.Result;
import dev.keelson.core.audit.AuditFilter;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Audit entries as documents; the {@code _id} is the sequence number, so each is there once. */
final class AuditDocuments {
    static final String COLLECTION = "audit";
    /** One document: how far every intent has its outcome. */
    static final String MARKS = "auditMarks";

    static final String SETTLED = "settled";
    static final String SEQ = "seq";

    private static final String AT = "at";
    private static final String KEY_ID = "keyId";
    private static final String OWNER = "owner";
    private static final String ACTION = "action";
    private static final String TARGET = "target";
    /** The target and all paths above it, so that a path finds what is below by one equality. */
    private static final String PATHS = "paths";

    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String REASON = "reason";
    private static final String OUTCOME = "outcome";
    private static final String CODE = "code";
    private static final String INTENT_SEQ = "intentSeq";
    private static final String WRITER = "writer";
    private static final String PREV = "prev";
    private static final String HASH = "hash";

    static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.compoundIndex(Indexes.ascending(KEY_ID), Indexes.descending(Fields.ID))),
            new IndexModel(Indexes.compoundIndex(Indexes.ascending(ACTION), Indexes.descending(Fields.ID))),
            new IndexModel(Indexes.compoundIndex(Indexes.ascending(PATHS), Indexes.descending(Fields.ID))));

    private AuditDocuments() {}

    static BsonDocument of(AuditEntry entry) {
        AuditEvent event = entry.event();
        Fields fields = Fields.empty()
                .put(Fields.ID, new BsonInt64(entry.seq()))
                .put(AT, event.at())
                .put(KEY_ID, event.actor().keyId())
                .put(OWNER, event.actor().owner())
                .put(ACTION, event.action())
                .put(TARGET, event.target())
                .put(PATHS, paths(event.target()))
                .put(BEFORE, event.before())
                .put(AFTER, event.after())
                .put(REASON, event.reason())
                .put(INTENT_SEQ, event.intentSeq());
        Result result = event.result();
        return (result == null
                        ? fields
                        : fields.put(OUTCOME, result.outcome().name()).put(CODE, result.code()))
                .put(WRITER, entry.writer())
                .put(PREV, entry.prev())
                .put(HASH, entry.hash())
                .document();
    }

    static AuditEntry entry(BsonDocument document) {
        Fields fields = new Fields(document);
        var event = new AuditEvent(
                fields.time(AT),
                new AuditActor(fields.text(KEY_ID), fields.text(OWNER)),
                fields.text(ACTION),
                fields.text(TARGET),
                fields.text(BEFORE),
                fields.text(AFTER),
                fields.text(REASON),
                result(fields),
                fields.numberOrNull(INTENT_SEQ));
        return new AuditEntry(
                fields.number(Fields.ID), event, fields.text(WRITER), fields.text(PREV), fields.text(HASH));
    }

    /** {@code below}: only entries with lower numbers; null for all. */
    static Bson filter(AuditFilter filter, @Nullable Long below) {
        List<Bson> conditions = new ArrayList<>();
        if (filter.actor() != null) {
            conditions.add(Filters.eq(KEY_ID, filter.actor()));
        }
        if (filter.action() != null) {
            conditions.add(Filters.eq(ACTION, filter.action()));
        }
        if (filter.target() != null) {
            conditions.add(Filters.eq(PATHS, filter.target()));
        }
        if (below != null) {
            conditions.add(Filters.lt(Fields.ID, below));
        }
        return conditions.isEmpty() ? Filters.empty() : Filters.and(conditions);
    }

    private static BsonArray paths(String target) {
        var paths = new BsonArray();
        for (int slash = target.indexOf('/'); slash >= 0; slash = target.indexOf('/', slash + 1)) {
            paths.add(new BsonString(target.substring(0, slash)));
        }
        paths.add(new BsonString(target));
        return paths;
    }

    private static @Nullable Result result(Fields fields) {
        String outcome = fields.textOrNull(OUTCOME);
        return outcome == null ? null : new Result(Outcome.valueOf(outcome), fields.text(CODE));
    }
}

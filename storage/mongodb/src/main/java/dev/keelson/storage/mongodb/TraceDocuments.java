package dev.keelson.storage.mongodb;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceFilter;
import dev.keelson.core.trace.TraceSummary;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Traces as documents: the summary as fields, which filters and indexes need, and the rest as bytes of JSON. */
final class TraceDocuments {
    static final String COLLECTION = "traces";

    private static final String AGENT = "agent";
    private static final String VERSION = "version";
    private static final String ALIAS = "alias";
    private static final String ALIAS_REVISION = "aliasRevision";
    private static final String STATUS = "status";
    private static final String ERROR_CODE = "errorCode";
    private static final String STARTED_AT = "startedAt";
    private static final String DURATION_MICROS = "durationMicros";
    private static final String KEY_ID = "keyId";
    private static final String TARGET = "target";
    private static final String INPUT_TOKENS = "inputTokens";
    private static final String OUTPUT_TOKENS = "outputTokens";
    private static final String COST_NANO_USD = "costNanoUsd";
    private static final String BODY = "body";

    /** The fields of {@link #summary}. */
    static final List<String> SUMMARY = List.of(
            AGENT,
            VERSION,
            ALIAS,
            ALIAS_REVISION,
            STATUS,
            ERROR_CODE,
            STARTED_AT,
            DURATION_MICROS,
            KEY_ID,
            TARGET,
            INPUT_TOKENS,
            OUTPUT_TOKENS,
            COST_NANO_USD);

    static final Bson NEWEST_FIRST = Indexes.descending(STARTED_AT, Fields.ID);

    /** Each filter's fields and then the order, so that a page is read from an index and no more than a page. */
    static final List<IndexModel> INDEXES = Stream.of(
                    List.<String>of(),
                    List.of(AGENT),
                    List.of(AGENT, VERSION),
                    List.of(AGENT, ALIAS),
                    List.of(AGENT, STATUS),
                    List.of(STATUS))
            .map(equal -> Indexes.compoundIndex(Indexes.ascending(equal), NEWEST_FIRST))
            .map(IndexModel::new)
            .toList();

    private TraceDocuments() {}

    static BsonDocument of(Trace trace) {
        TraceSummary summary = trace.summary();
        return Fields.empty()
                .put(Fields.ID, summary.id())
                .put(AGENT, summary.agent())
                .put(VERSION, summary.version())
                .put(ALIAS, summary.alias())
                .put(ALIAS_REVISION, summary.aliasRevision())
                .put(STATUS, summary.status().id())
                .put(ERROR_CODE, summary.errorCode())
                .put(STARTED_AT, summary.startedAt())
                .put(DURATION_MICROS, summary.durationMicros())
                .put(KEY_ID, summary.keyId())
                .put(TARGET, summary.target())
                .put(INPUT_TOKENS, summary.inputTokens())
                .put(OUTPUT_TOKENS, summary.outputTokens())
                .put(COST_NANO_USD, summary.costNanoUsd())
                .put(BODY, new BsonBinary(TraceBody.write(trace)))
                .document();
    }

    static Trace trace(BsonDocument document) {
        TraceBody body = TraceBody.read(document.getBinary(BODY).getData());
        return new Trace(summary(document), body.input(), body.output(), body.errorMessage(), body.spans());
    }

    static TraceSummary summary(BsonDocument document) {
        Fields fields = new Fields(document);
        return new TraceSummary(
                fields.text(Fields.ID),
                fields.text(AGENT),
                fields.integer(VERSION),
                fields.textOrNull(ALIAS),
                fields.integerOrNull(ALIAS_REVISION),
                status(fields.text(STATUS)),
                fields.textOrNull(ERROR_CODE),
                fields.time(STARTED_AT),
                fields.number(DURATION_MICROS),
                fields.text(KEY_ID),
                fields.textOrNull(TARGET),
                fields.number(INPUT_TOKENS),
                fields.number(OUTPUT_TOKENS),
                fields.numberOrNull(COST_NANO_USD));
    }

    /** What a page's traces have in common. An agent that is asked for is taken to be in the filter's scope. */
    static BsonDocument matching(TraceFilter filter, @Nullable Cursor after) {
        BsonDocument conditions = new BsonDocument();
        if (filter.agent() != null) {
            conditions.append(AGENT, new BsonString(filter.agent()));
        } else if (!filter.agents().isEmpty()) {
            conditions.append(AGENT, oneOf(filter.agents()));
        }
        if (filter.version() != null) {
            conditions.append(VERSION, new BsonInt32(filter.version()));
        }
        if (filter.alias() != null) {
            conditions.append(ALIAS, new BsonString(filter.alias()));
        }
        if (filter.status() != null) {
            conditions.append(STATUS, new BsonString(filter.status().id()));
        }
        BsonDocument times = times(filter, after);
        if (!times.isEmpty()) {
            conditions.append(STARTED_AT, times);
        }
        return after == null ? conditions : conditions.append("$or", olderThan(after));
    }

    static String cursor(TraceSummary last) {
        return Cursor.encode(COLLECTION, StoredTime.of(last.startedAt()).getValue(), last.id());
    }

    static @Nullable Cursor cursor(@Nullable String text) {
        return text == null ? null : Cursor.decode(COLLECTION, 2, text);
    }

    /** The cursor's time is in the range as well, so that an index can start there. */
    private static BsonDocument times(TraceFilter filter, @Nullable Cursor after) {
        BsonDocument range = new BsonDocument();
        if (filter.from() != null) {
            range.append("$gte", StoredTime.clamped(filter.from()));
        }
        if (filter.to() != null) {
            range.append("$lt", StoredTime.clamped(filter.to()));
        }
        return after == null ? range : range.append("$lte", new BsonInt64(after.number(0)));
    }

    private static BsonArray olderThan(Cursor place) {
        BsonDocument earlier = new BsonDocument(STARTED_AT, new BsonDocument("$lt", new BsonInt64(place.number(0))));
        BsonDocument sameTime = new BsonDocument(Fields.ID, new BsonDocument("$lt", new BsonString(place.text(1))));
        return new BsonArray(List.of(earlier, sameTime));
    }

    private static BsonDocument oneOf(Set<String> agents) {
        return new BsonDocument(
                "$in",
                new BsonArray(agents.stream().sorted().map(BsonString::new).toList()));
    }

    private static TraceSummary.Status status(String id) {
        return TraceSummary.Status.valueOf(id.toUpperCase(Locale.ROOT));
    }
}

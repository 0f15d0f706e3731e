package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import dev.keelson.core.common.Sha256;
import dev.keelson.core.usage.UsageDimension;
import dev.keelson.core.usage.UsageGroup;
import dev.keelson.core.usage.UsageKey;
import dev.keelson.core.usage.UsageQuery;
import dev.keelson.core.usage.UsageRollup;
import dev.keelson.core.usage.UsageSum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/** Hourly sums of usage as documents. */
final class UsageDocuments {
    static final String COLLECTION = "usage";

    private static final String WRITER = "writer";
    private static final String HOUR = "hour";
    private static final String CALLS = "calls";
    private static final String INPUT = "inputTokens";
    private static final String CACHED = "cachedInputTokens";
    private static final String OUTPUT = "outputTokens";
    private static final String COST = "cost";
    private static final String UNPRICED = "unpricedCalls";

    static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending(HOUR)),
            new IndexModel(Indexes.ascending(field(UsageDimension.AGENT), HOUR)));

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private UsageDocuments() {}

    /** The whole document: written twice it is the same. */
    static WriteModel<BsonDocument> put(UsageRollup rollup) {
        BsonDocument document = of(rollup);
        return new ReplaceOneModel<>(Filters.eq(Fields.ID, document.get(Fields.ID)), document, UPSERT);
    }

    static List<Bson> pipeline(UsageQuery query) {
        UsageDimension groupBy = query.groupBy();
        String group = groupBy == null ? null : "$" + field(groupBy);
        return List.of(
                Aggregates.match(filter(query)),
                Aggregates.group(group, sums()),
                Aggregates.sort(Sorts.orderBy(Sorts.descending(COST), Sorts.ascending(Fields.ID))),
                Aggregates.limit(query.limit()));
    }

    static UsageGroup group(BsonDocument document) {
        BsonValue id = document.get(Fields.ID, BsonNull.VALUE);
        return new UsageGroup(
                id.isString() ? id.asString().getValue() : "",
                new UsageSum(
                        sum(document, CALLS),
                        sum(document, INPUT),
                        sum(document, CACHED),
                        sum(document, OUTPUT),
                        sum(document, COST),
                        sum(document, UNPRICED)));
    }

    private static BsonDocument of(UsageRollup rollup) {
        UsageSum sum = rollup.sum();
        Fields fields = Fields.empty()
                .put(Fields.ID, id(rollup))
                .put(WRITER, rollup.writer())
                .put(HOUR, rollup.key().hour());
        for (UsageDimension dimension : UsageDimension.values()) {
            fields = fields.put(field(dimension), dimension.of(rollup.key()));
        }
        return fields.put(CALLS, sum.calls())
                .put(INPUT, sum.inputTokens())
                .put(CACHED, sum.cachedInputTokens())
                .put(OUTPUT, sum.outputTokens())
                .put(COST, sum.costNanoUsd())
                .put(UNPRICED, sum.unpricedCalls())
                .document();
    }

    /** A digest, because names of models may have any length. */
    private static String id(UsageRollup rollup) {
        UsageKey key = rollup.key();
        String who = String.join(
                "\n", rollup.writer(), key.agent(), Integer.toString(key.version()), key.alias(), key.keyId());
        String all = String.join("\n", key.hour().toString(), who, key.provider(), key.model());
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    private static String field(UsageDimension dimension) {
        return dimension.id();
    }

    private static Bson filter(UsageQuery query) {
        List<Bson> conditions = new ArrayList<>();
        query.filters().forEach((dimension, value) -> conditions.add(Filters.eq(field(dimension), value)));
        if (!query.agents().isEmpty()) {
            conditions.add(Filters.in(field(UsageDimension.AGENT), query.agents()));
        }
        conditions.add(Filters.gte(HOUR, StoredTime.clamped(query.from())));
        conditions.add(Filters.lt(HOUR, StoredTime.clamped(query.to())));
        return Filters.and(conditions);
    }

    private static List<BsonField> sums() {
        return List.of(CALLS, INPUT, CACHED, OUTPUT, COST, UNPRICED).stream()
                .map(name -> Accumulators.sum(name, "$" + name))
                .toList();
    }

    private static long sum(BsonDocument document, String name) {
        BsonNumber number = document.getNumber(name);
        return number.longValue();
    }
}

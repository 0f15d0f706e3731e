package dev.keelson.storage.mongodb;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import dev.keelson.core.webhook.Delivery;
import dev.keelson.core.webhook.DeliveryAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Deliveries as documents: what may change is written anew with every change, the body only once. */
final class DeliveryDocuments {
    static final String COLLECTION = "webhookDeliveries";
    static final String WEBHOOK = "webhook";
    static final String CREATED_AT = "createdAt";
    static final String DUE_AT = "dueAt";

    private static final String EVENT = "event";
    private static final String TYPE = "type";
    private static final String BODY = "body";
    private static final String STATE = "state";
    private static final String STEP = "step";
    private static final String REVISION = "revision";
    private static final String NOTE = "note";
    private static final String ATTEMPTS = "attempts";
    private static final String AT = "at";
    private static final String STATUS = "status";
    private static final String ERROR = "error";
    private static final String DURATION = "durationMillis";
    private static final String ANSWER = "answer";

    static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending(STATE, DUE_AT)),
            new IndexModel(Indexes.ascending(WEBHOOK, STATE, DUE_AT)),
            new IndexModel(
                    Indexes.compoundIndex(Indexes.ascending(WEBHOOK), Indexes.descending(CREATED_AT, Fields.ID))),
            new IndexModel(Indexes.ascending(CREATED_AT)));

    private DeliveryDocuments() {}

    static BsonDocument of(Delivery delivery) {
        Fields fields = Fields.empty()
                .put(Fields.ID, delivery.id())
                .put(WEBHOOK, delivery.webhook())
                .put(EVENT, delivery.event())
                .put(TYPE, delivery.type())
                .put(BODY, delivery.body())
                .put(CREATED_AT, delivery.createdAt());
        return withProgress(fields, delivery).document();
    }

    static BsonDocument progress(Delivery delivery) {
        return new BsonDocument("$set", withProgress(Fields.empty(), delivery).document());
    }

    static BsonDocument atRevision(String id, int revision) {
        return new BsonDocument(Fields.ID, new BsonString(id)).append(REVISION, new BsonInt32(revision));
    }

    static BsonDocument pending() {
        return new BsonDocument(STATE, new BsonString(Delivery.State.PENDING.name()));
    }

    static BsonDocument pendingOf(String webhook) {
        return new BsonDocument(WEBHOOK, new BsonString(webhook))
                .append(STATE, new BsonString(Delivery.State.PENDING.name()));
    }

    static BsonDocument due(BsonDocument pending, Instant now) {
        return pending.append(DUE_AT, new BsonDocument("$lte", StoredTime.clamped(now)));
    }

    static Delivery delivery(BsonDocument document) {
        Fields fields = new Fields(document);
        List<DeliveryAttempt> attempts = document.getArray(ATTEMPTS).stream()
                .map(each -> attempt(new Fields(each.asDocument())))
                .toList();
        return new Delivery(
                fields.text(Fields.ID),
                fields.text(WEBHOOK),
                fields.text(EVENT),
                fields.text(TYPE),
                fields.text(BODY),
                fields.time(CREATED_AT),
                Delivery.State.valueOf(fields.text(STATE)),
                fields.integer(STEP),
                fields.time(DUE_AT),
                fields.integer(REVISION),
                fields.text(NOTE),
                attempts);
    }

    private static Fields withProgress(Fields fields, Delivery delivery) {
        var attempts = new BsonArray();
        delivery.attempts().forEach(each -> attempts.add(attempt(each)));
        return fields.put(STATE, delivery.state().name())
                .put(STEP, delivery.step())
                .put(DUE_AT, delivery.dueAt())
                .put(REVISION, delivery.revision())
                .put(NOTE, delivery.note())
                .put(ATTEMPTS, attempts);
    }

    private static BsonDocument attempt(DeliveryAttempt attempt) {
        return Fields.empty()
                .put(AT, attempt.at())
                .put(STATUS, attempt.status())
                .put(ERROR, attempt.error())
                .put(DURATION, attempt.duration().toMillis())
                .put(ANSWER, attempt.answer())
                .document();
    }

    private static DeliveryAttempt attempt(Fields fields) {
        return new DeliveryAttempt(
                fields.time(AT),
                fields.integerOrNull(STATUS),
                fields.text(ERROR),
                Duration.ofMillis(fields.number(DURATION)),
                fields.text(ANSWER));
    }
}

package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.VersionSummary;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** Versions in MongoDB: insert-only, the unique {@code _id} decides between publishers of one number. */
final class MongoAgentVersionRepository implements AgentVersionRepository {
    private final Publishers publishers;
    private final MongoCollection<BsonDocument> versions;

    MongoAgentVersionRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.versions = database.getCollection(AgentVersionDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<AgentVersion> insert(AgentVersion version) {
        return publishers
                .one(() -> versions.insertOne(AgentVersionDocuments.of(version)))
                .map(version)
                .recover(failure -> Future.failedFuture(
                        StoreFailures.onlyDuplicateKeys(failure) ? taken(version, failure) : failure));
    }

    @Override
    public Future<Optional<AgentVersion>> find(String agent, int number) {
        return first(versions.find(Filters.eq(Fields.ID, NumberedIds.of(agent, number))));
    }

    @Override
    public Future<Optional<AgentVersion>> latest(String agent) {
        return first(versions.find(NumberedIds.ownedBy(agent)).sort(Sorts.descending(Fields.ID)));
    }

    @Override
    public Future<Optional<AgentVersion>> findByDigest(String agent, String digest) {
        return first(
                versions.find(AgentVersionDocuments.withDigest(agent, digest)).sort(Sorts.ascending(Fields.ID)));
    }

    @Override
    public Future<Page<VersionSummary>> list(String agent, PageRequest page) {
        return Future.succeededFuture(page)
                .map(wanted -> before(agent, wanted))
                .compose(filter -> query(filter, page))
                .map(found -> Pages.cut(
                        found,
                        page,
                        AgentVersionDocuments::summary,
                        last -> Cursor.encode(AgentVersionDocuments.COLLECTION, last.number())));
    }

    @Override
    public Future<Set<String>> authorsBetween(String agent, int after, int last) {
        if (last - after > MAX_BETWEEN) {
            return Future.failedFuture(AgentVersionRepository.tooManyBetween(after, last));
        }
        return publishers
                .all(() -> versions.find(NumberedIds.ownedByBetween(agent, after, last))
                        .sort(Sorts.ascending(Fields.ID))
                        .limit(MAX_BETWEEN)
                        .projection(
                                Projections.include(AgentVersionDocuments.AUTHORS, AgentVersionDocuments.PUBLISHED_BY)))
                .map(found -> found.stream()
                        .flatMap(document -> AgentVersionDocuments.authors(document).stream())
                        .collect(Collectors.toSet()));
    }

    private Future<Optional<AgentVersion>> first(FindPublisher<BsonDocument> query) {
        return publishers.first(() -> query.limit(1)).map(found -> found.map(AgentVersionDocuments::version));
    }

    private Future<List<BsonDocument>> query(Bson filter, PageRequest page) {
        return publishers.all(() -> versions.find(filter)
                .sort(Sorts.descending(Fields.ID))
                .limit(Pages.queryLimit(page))
                .projection(Projections.include(AgentVersionDocuments.SUMMARY)));
    }

    private static Bson before(String agent, PageRequest page) {
        String cursor = page.cursor();
        return cursor == null
                ? NumberedIds.ownedBy(agent)
                : NumberedIds.ownedByBelow(
                        agent,
                        Cursor.decode(AgentVersionDocuments.COLLECTION, 1, cursor)
                                .integer(0));
    }

    private static KeelsonException taken(AgentVersion version, Throwable cause) {
        return new KeelsonException(
                ErrorCode.VERSION_NUMBER_TAKEN,
                "version " + version.number() + " of " + version.agent() + " exists",
                cause);
    }
}

package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.agent.AgentSummary;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** Agents in MongoDB: the unique {@code _id} decides between creators, the revision in the filter between editors. */
final class MongoAgentRepository implements AgentRepository {
    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> agents;

    MongoAgentRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.agents = database.getCollection(AgentDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Agent> insert(Agent agent) {
        return publishers
                .one(() -> agents.insertOne(AgentDocuments.of(agent)))
                .map(agent)
                .recover(failure -> Future.failedFuture(
                        StoreFailures.onlyDuplicateKeys(failure)
                                ? new KeelsonException(
                                        ErrorCode.AGENT_EXISTS, "an agent named " + agent.name() + " exists", failure)
                                : failure));
    }

    @Override
    public Future<Optional<Agent>> find(String name) {
        return publishers
                .first(() -> agents.find(Filters.eq(Fields.ID, name)))
                .map(found -> found.map(AgentDocuments::agent));
    }

    @Override
    public Future<Agent> replaceDraft(String name, Draft draft) {
        return publishers
                .first(() -> agents.findOneAndUpdate(
                        AgentDocuments.atRevision(name, draft.revision() - 1), AgentDocuments.update(draft), CHANGED))
                .compose(changed -> changed.map(AgentDocuments::agent)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> find(name).compose(current -> refuse(name, current))));
    }

    @Override
    public Future<Page<AgentSummary>> list(PageRequest page) {
        return Future.succeededFuture(page)
                .map(MongoAgentRepository::after)
                .compose(filter -> query(filter, page))
                .map(found -> Pages.cut(
                        found,
                        page,
                        AgentDocuments::summary,
                        last -> Cursor.encode(AgentDocuments.COLLECTION, last.name())));
    }

    private Future<List<BsonDocument>> query(Bson filter, PageRequest page) {
        return publishers.all(() -> agents.find(filter)
                .sort(Sorts.ascending(Fields.ID))
                .limit(Pages.queryLimit(page))
                .projection(Projections.include(AgentDocuments.SUMMARY)));
    }

    private static Bson after(PageRequest page) {
        String cursor = page.cursor();
        return cursor == null
                ? new BsonDocument()
                : Filters.gt(
                        Fields.ID,
                        Cursor.decode(AgentDocuments.COLLECTION, 1, cursor).text(0));
    }

    private static Future<Agent> refuse(String name, Optional<Agent> current) {
        return Future.failedFuture(current.map(Agent::draft)
                .map(draft -> KeelsonException.stale("the draft is at revision " + draft.revision(), draft))
                .orElseGet(() -> new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + name)));
    }
}

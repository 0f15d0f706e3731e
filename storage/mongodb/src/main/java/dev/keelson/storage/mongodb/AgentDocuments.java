package dev.keelson.storage.mongodb;

import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.agent.AgentSummary;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.common.Json;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** Agents as documents: the draft's behaviour is JSON text, what lists and compare-and-set need stands beside it. */
final class AgentDocuments {
    static final String COLLECTION = "agents";
    private static final String CREATED_AT = "createdAt";
    private static final String CREATED_BY = "createdBy";
    private static final String TITLE = "title";
    private static final String REVISION = "revision";
    private static final String UPDATED_AT = "updatedAt";
    private static final String UPDATED_BY = "updatedBy";
    private static final String DRAFT = "draft";

    /** The fields of {@link #summary}. */
    static final List<String> SUMMARY = List.of(TITLE, CREATED_AT, CREATED_BY, REVISION, UPDATED_AT);

    private AgentDocuments() {}

    static BsonDocument of(Agent agent) {
        Fields fields = Fields.empty()
                .put(Fields.ID, agent.name())
                .put(CREATED_AT, agent.createdAt())
                .put(CREATED_BY, agent.createdBy());
        return putDraft(fields, agent.draft()).document();
    }

    static BsonDocument update(Draft draft) {
        return new BsonDocument("$set", putDraft(Fields.empty(), draft).document());
    }

    static BsonDocument atRevision(String name, long revision) {
        return new BsonDocument(Fields.ID, new BsonString(name)).append(REVISION, new BsonInt64(revision));
    }

    static Agent agent(BsonDocument document) {
        Fields fields = new Fields(document);
        Behaviour behaviour = StoredJson.read(fields.text(DRAFT), Behaviour.class);
        Draft draft = new Draft(
                behaviour.spec(),
                behaviour.settings(),
                behaviour.definition(),
                fields.number(REVISION),
                fields.time(UPDATED_AT),
                fields.text(UPDATED_BY),
                behaviour.editors() == null ? Map.of() : behaviour.editors());
        return new Agent(fields.text(Fields.ID), fields.time(CREATED_AT), fields.text(CREATED_BY), draft);
    }

    static AgentSummary summary(BsonDocument document) {
        Fields fields = new Fields(document);
        return new AgentSummary(
                fields.text(Fields.ID),
                fields.text(TITLE),
                fields.time(CREATED_AT),
                fields.text(CREATED_BY),
                fields.number(REVISION),
                fields.time(UPDATED_AT));
    }

    private static Fields putDraft(Fields fields, Draft draft) {
        return fields.put(TITLE, draft.title())
                .put(REVISION, draft.revision())
                .put(UPDATED_AT, draft.updatedAt())
                .put(UPDATED_BY, draft.updatedBy())
                .put(
                        DRAFT,
                        Json.text(new Behaviour(draft.spec(), draft.settings(), draft.definition(), draft.editors())));
    }

    /** The parts of a draft that are stored as JSON text. */
    record Behaviour(
            String spec,
            AgentSettings settings,
            @Nullable AgentDefinition definition,
            @Nullable Map<String, Long> editors) {}
}

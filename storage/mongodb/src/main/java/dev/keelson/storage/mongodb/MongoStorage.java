package dev.keelson.storage.mongodb;

import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.audit.AuditRepository;
import dev.keelson.core.compilation.CompilationRepository;
import dev.keelson.core.consumer.ConsumerRepository;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.execution.IdempotencyRepository;
import dev.keelson.core.providerconfig.ProviderRepository;
import dev.keelson.core.routing.ModelCatalogRepository;
import dev.keelson.core.schemachange.SchemaChangeRepository;
import dev.keelson.core.suite.TestSuiteRepository;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.usage.BudgetRepository;
import dev.keelson.core.usage.RateLimitRepository;
import dev.keelson.core.usage.UsageRepository;
import dev.keelson.core.webhook.DeliveryRepository;
import dev.keelson.core.webhook.FeedPositionRepository;
import dev.keelson.core.webhook.WebhookRepository;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** Core's repositories over one connection pool to a MongoDB or the embedded store. Safe for concurrent use. */
public final class MongoStorage {
    private final Vertx vertx;
    private final MongoConnection connection;
    private final MongoDatabase database;
    private final Publishers publishers;

    private MongoStorage(Vertx vertx, MongoConnection connection) {
        this.vertx = vertx;
        this.connection = connection;
        this.database = connection.database();
        this.publishers = new Publishers(vertx);
    }

    /**
     * Connects and creates the indexes that are missing. Fails with {@link ErrorCode#STORE_UNAVAILABLE}, naming hosts
     * and cause but no credentials, when no server answers within {@link MongoConfig#openTimeout()}; it has a time to try
     * again after where waiting can help. Fails with an
     * {@link IllegalArgumentException} when the connection string is none.
     */
    public static Future<MongoStorage> open(Vertx vertx, MongoConfig config) {
        return new MongoOpening(vertx, config).open().compose(connection -> {
            var storage = new MongoStorage(vertx, connection);
            return storage.createIndexes()
                    .map(storage)
                    .recover(
                            failure -> storage.close().transform(closed -> Future.<MongoStorage>failedFuture(failure)));
        });
    }

    public AgentRepository agents() {
        return new MongoAgentRepository(publishers, database);
    }

    public AgentVersionRepository versions() {
        return new MongoAgentVersionRepository(publishers, database);
    }

    public AliasRepository aliases() {
        return new MongoAliasRepository(publishers, database);
    }

    public AliasPolicyRepository aliasPolicies() {
        return new MongoAliasPolicyRepository(publishers, database);
    }

    public SchemaChangeRepository schemaChanges() {
        return new MongoSchemaChangeRepository(publishers, database);
    }

    public TraceRepository traces() {
        return new MongoTraceRepository(publishers, database);
    }

    public ApiKeyRepository apiKeys() {
        return new MongoApiKeyRepository(publishers, database);
    }

    public ProviderRepository providers() {
        return new MongoProviderRepository(publishers, database);
    }

    public IdempotencyRepository idempotency() {
        return new MongoIdempotencyRepository(publishers, database);
    }

    public ModelCatalogRepository modelCatalog() {
        return new MongoModelCatalogRepository(publishers, database);
    }

    public CompilationRepository compilations() {
        return new MongoCompilationRepository(publishers, database);
    }

    public BudgetRepository budgets() {
        return new MongoBudgetRepository(publishers, database);
    }

    public RateLimitRepository rateLimits() {
        return new MongoRateLimitRepository(publishers, database);
    }

    public UsageRepository usage() {
        return new MongoUsageRepository(publishers, database);
    }

    public AuditRepository audit() {
        return new MongoAuditRepository(publishers, database);
    }

    public TestSuiteRepository testSuites() {
        return new MongoTestSuiteRepository(publishers, database);
    }

    public WebhookRepository webhooks() {
        return new MongoWebhookRepository(publishers, database);
    }

    public DeliveryRepository webhookDeliveries() {
        return new MongoDeliveryRepository(publishers, database);
    }

    public FeedPositionRepository webhookFeedPosition() {
        return new MongoFeedPositionRepository(publishers, database);
    }

    public ConsumerRepository consumers() {
        return new MongoConsumerRepository(publishers, database);
    }

    /** Completes when the store answers. Fails with {@link ErrorCode#STORE_UNAVAILABLE}. */
    public Future<Void> ping() {
        return publishers
                .one(() -> database.runCommand(new BsonDocument("ping", new BsonInt32(1)), BsonDocument.class))
                .mapEmpty();
    }

    /** Completes when all connections are closed; operations that still run fail. */
    public Future<Void> close() {
        publishers.close();
        return connection.close(vertx);
    }

    MongoDatabase database() {
        return database;
    }

    /** One after the other: some servers do not take concurrent index builds. */
    private Future<Void> createIndexes() {
        Future<Void> done = createIndexes(AgentVersionDocuments.COLLECTION, AgentVersionDocuments.INDEXES);
        done = done.compose(before -> createIndexes(AliasPolicyDocuments.COLLECTION, AliasPolicyDocuments.INDEXES));
        done = done.compose(before -> createIndexes(AuditDocuments.COLLECTION, AuditDocuments.INDEXES));
        done = done.compose(before -> createIndexes(CompilationDocuments.COLLECTION, CompilationDocuments.INDEXES));
        done = done.compose(before -> createIndexes(DeliveryDocuments.COLLECTION, DeliveryDocuments.INDEXES));
        done = done.compose(before -> createIndexes(IdempotencyDocuments.COLLECTION, IdempotencyDocuments.INDEXES));
        done = done.compose(before -> createIndexes(SchemaChangeDocuments.COLLECTION, SchemaChangeDocuments.INDEXES));
        done = done.compose(before -> createIndexes(TraceDocuments.COLLECTION, TraceDocuments.INDEXES));
        done = done.compose(before -> createIndexes(UsageDocuments.COLLECTION, UsageDocuments.INDEXES));
        return done;
    }

    private Future<Void> createIndexes(String collection, List<IndexModel> indexes) {
        return publishers
                .all(() -> database.getCollection(collection).createIndexes(indexes))
                .mapEmpty();
    }
}

package dev.keelson.app;

import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.consumer.ConsumerQueries;
import dev.keelson.core.consumer.ConsumerRecorder;
import dev.keelson.core.consumer.DeclareConsumerUseCase;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who calls which agent of this server, and what can be done with that. */
record Consumers(ConsumerRecorder recorder, ConsumerQueries queries, DeclareConsumerUseCase declare) {
    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

    static Consumers start(Vertx vertx, MongoStorage storage, AuditLog audit) {
        Clock clock = Clock.systemUTC();
        var stores = new DeclareConsumerUseCase.Stores(storage.consumers(), storage.agents(), storage.apiKeys());
        return new Consumers(
                new ConsumerRecorder(vertx, storage.consumers(), clock).start(),
                new ConsumerQueries(storage.consumers()),
                new DeclareConsumerUseCase(stores, audit, clock));
    }

    /** Blocks until what was recorded is stored; to be called before the store is closed. */
    void close() {
        recorder.close()
                .onFailure(failure -> LOG.warn("the last uses could not be stored", failure))
                .otherwiseEmpty()
                .await();
    }
}

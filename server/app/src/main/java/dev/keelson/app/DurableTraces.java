package dev.keelson.app;

import dev.keelson.app.ServerConfig.WhenStoreIsAway;
import dev.keelson.core.common.StoreWatch;
import dev.keelson.core.trace.RefusingTraceRepository;
import dev.keelson.core.trace.SpoolingTraceRepository;
import dev.keelson.core.trace.TraceJournal;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where traces go, as the operator chose. */
final class DurableTraces {
    private static final Logger LOG = LoggerFactory.getLogger(DurableTraces.class);
    private static final long MAX_JOURNAL = 512L << 20;

    private DurableTraces() {}

    /** Blocks for as long as it takes to look at what an earlier process left in the journal. */
    static TraceRepository of(Vertx vertx, ServerConfig config, MongoStorage storage, StoreWatch watch) {
        TraceJournal journal = TraceJournal.open(config.data().resolve("trace-journal"), MAX_JOURNAL, LOG::warn);
        var spooling = new SpoolingTraceRepository(vertx, storage.traces(), journal, watch);
        // What an earlier process left is brought in, whatever is chosen now.
        spooling.start();
        return config.whenStoreIsAway() == WhenStoreIsAway.REFUSE
                ? new RefusingTraceRepository(storage.traces(), watch)
                : spooling;
    }
}

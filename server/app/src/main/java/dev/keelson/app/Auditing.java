package dev.keelson.app;

import dev.keelson.core.access.AuditedKeys;
import dev.keelson.core.agent.AuditedAgents;
import dev.keelson.core.aliaspolicy.AuditedPolicies;
import dev.keelson.core.audit.AuditChain;
import dev.keelson.core.audit.AuditCheckpoints;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditQueries;
import dev.keelson.core.audit.AuditRecovery;
import dev.keelson.core.audit.AuditRepository;
import dev.keelson.core.audit.AuditedTarget;
import dev.keelson.core.audit.ChainedAuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.providerconfig.AuditedProviders;
import dev.keelson.core.schemachange.AuditedSchemaChanges;
import dev.keelson.core.suite.AuditedSuites;
import dev.keelson.core.webhook.AuditedWebhooks;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit log of this server, and what keeps it whole. */
record Auditing(AuditLog log, AuditQueries queries) {
    private static final Logger LOG = LoggerFactory.getLogger(Auditing.class);

    /** Blocks until what an earlier run left open is closed, where this server has the store for itself. */
    static Auditing start(Vertx vertx, Store store) {
        Clock clock = Clock.systemUTC();
        String node = IdGenerator.random(clock).executionId();
        MongoStorage storage = store.storage();
        AuditRepository entries = storage.audit();
        var recovery = new AuditRecovery(new AuditRecovery.Parts(vertx, entries, targets(storage), node, clock));
        if (store.embedded() != null) {
            report(recovery.closeAll().await());
        }
        recovery.start(failure -> LOG.warn("open audit entries could not be closed: {}", failure.toString()));
        new AuditCheckpoints(entries, LOG::info)
                .start(vertx)
                .onFailure(failure -> LOG.warn("the audit log could not be read: {}", failure.toString()));
        var chain = new AuditChain(vertx, entries, node, new Random());
        return new Auditing(new ChainedAuditLog(chain, clock), new AuditQueries(vertx, entries));
    }

    private static List<AuditedTarget> targets(MongoStorage storage) {
        return List.of(
                new AuditedAgents(storage.agents(), storage.versions(), storage.aliases()),
                new AuditedPolicies(storage.aliasPolicies()),
                new AuditedSchemaChanges(storage.schemaChanges()),
                new AuditedKeys(storage.apiKeys()),
                new AuditedSuites(storage.testSuites()),
                new AuditedWebhooks(storage.webhooks()),
                new AuditedProviders(storage.providers()));
    }

    private static void report(int closed) {
        if (closed > 0) {
            LOG.warn(
                    "{} changes were under way when the server ended; the audit log tells what became of them", closed);
        }
    }
}

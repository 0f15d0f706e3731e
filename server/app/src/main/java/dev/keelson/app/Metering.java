package dev.keelson.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.usage.AccountingMeter;
import dev.keelson.core.usage.BudgetAccounts;
import dev.keelson.core.usage.BudgetQueries;
import dev.keelson.core.usage.EditBudgetUseCase;
import dev.keelson.core.usage.EditRateLimitUseCase;
import dev.keelson.core.usage.RateLimiters;
import dev.keelson.core.usage.UsageMeter;
import dev.keelson.core.usage.UsageQueries;
import dev.keelson.core.usage.UsageRecorder;
import dev.keelson.core.usage.UsageRules;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Budgets, rate limits and sums of usage of this server, and what they need at work. */
final class Metering {
    private static final Logger LOG = LoggerFactory.getLogger(Metering.class);

    private final UsageRules rules;
    private final BudgetAccounts accounts;
    private final UsageRecorder recorder;
    private final UsageMeter meter;
    private final Cases cases;

    /** What can be done with budgets, limits and sums. */
    record Cases(BudgetQueries queries, EditBudgetUseCase budgets, EditRateLimitUseCase limits, UsageQueries usage) {}

    private Metering(Vertx vertx, MongoStorage storage, AuditLog audit) {
        Clock clock = Clock.systemUTC();
        String node = IdGenerator.random(clock).executionId();
        rules = new UsageRules(vertx, storage.budgets(), storage.rateLimits());
        accounts = new BudgetAccounts(vertx, storage.budgets(), node, clock).start();
        recorder = new UsageRecorder(vertx, storage.usage(), node, clock).start();
        meter = new AccountingMeter(rules, new RateLimiters(Ticker.systemTicker()), accounts, recorder);
        cases = new Cases(
                new BudgetQueries(storage.budgets(), storage.rateLimits(), clock),
                new EditBudgetUseCase(storage.budgets(), rules, clock, audit),
                new EditRateLimitUseCase(storage.rateLimits(), rules, clock, audit),
                new UsageQueries(storage.usage(), clock));
    }

    /** Blocks until the budgets are known: no call may slip past one. */
    static Metering start(Vertx vertx, MongoStorage storage, AuditLog audit) {
        var metering = new Metering(vertx, storage, audit);
        metering.rules.start().await();
        return metering;
    }

    UsageMeter meter() {
        return meter;
    }

    Cases cases() {
        return cases;
    }

    /** Blocks until everything settled and counted is stored; to be called before the store is closed. */
    void close() {
        rules.stop();
        Future.join(List.of(accounts.close(), recorder.close()))
                .onFailure(failure -> LOG.warn("the last usage could not be stored", failure))
                .otherwiseEmpty()
                .await();
    }
}

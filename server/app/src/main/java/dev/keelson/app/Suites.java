package dev.keelson.app;

import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.suite.EditSuiteUseCase;
import dev.keelson.core.suite.GeneratedSuite;
import dev.keelson.core.suite.SuiteQueries;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Vertx;
import java.time.Clock;

/** What can be done with test suites. */
record Suites(SuiteQueries queries, EditSuiteUseCase edit, GeneratedSuite generated) {

    static Suites open(Vertx vertx, MongoStorage storage, AuditLog audit) {
        Clock clock = Clock.systemUTC();
        return new Suites(
                new SuiteQueries(storage.testSuites(), storage.agents()),
                new EditSuiteUseCase(new EditSuiteUseCase.Parts(
                        vertx, storage.testSuites(), storage.agents(), audit, IdGenerator.random(clock), clock)),
                new GeneratedSuite(storage.testSuites(), clock));
    }
}

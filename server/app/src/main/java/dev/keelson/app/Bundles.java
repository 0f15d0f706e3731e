package dev.keelson.app;

import dev.keelson.core.agent.DefinitionCompiler;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.bundle.ExportAgentUseCase;
import dev.keelson.core.bundle.ImportAgentUseCase;
import dev.keelson.storage.mongodb.MongoStorage;
import java.time.Clock;

/** Taking agents out of this server and bringing them in. */
record Bundles(ExportAgentUseCase export, ImportAgentUseCase bringIn) {

    static Bundles open(MongoStorage storage, DefinitionCompiler compiler, RemapAliasUseCase remap, AuditLog audit) {
        var stores = new ExportAgentUseCase.Stores(
                storage.agents(), storage.versions(), storage.aliases(), storage.testSuites());
        return new Bundles(
                new ExportAgentUseCase(stores),
                new ImportAgentUseCase(stores, compiler, remap, audit, Clock.systemUTC()));
    }
}

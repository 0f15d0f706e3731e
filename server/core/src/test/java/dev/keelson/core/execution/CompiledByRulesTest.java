package dev.keelson.core.execution;

import static dev.keelson.core.provider.ScriptedModelClient.says;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.InMemoryAgentVersionRepository;
import dev.keelson.core.common.Json;
import dev.keelson.core.compatibility.ContractComparator;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ModelWork;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.SystemAgent;
import dev.keelson.core.compilation.process.RuleProcesses;
import dev.keelson.core.plugin.NoPlugins;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.core.routing.PolicyOrder;
import dev.keelson.core.routing.UnknownPrices;
import dev.keelson.core.suite.GeneratedSuite;
import dev.keelson.core.suite.InMemoryTestSuiteRepository;
import dev.keelson.core.suite.TestCase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the processes by rules over one definition, as a compilation does. */
class CompiledByRulesTest {
    private final ExecutionBench bench = new ExecutionBench();
    private final Vertx vertx = Vertx.vertx();
    private final InMemoryTestSuiteRepository suites = new InMemoryTestSuiteRepository();
    private final InMemoryAgentVersionRepository versions = new InMemoryAgentVersionRepository();

    @AfterEach
    void close() {
        vertx.close().await();
        bench.close();
    }

    @Test
    void everyProcessSaysWhatItDid() {
        bench.model(ScriptedModelClient.of(says(Json.text(Fixtures.OUTPUT))));

        Map<ProcessName, ProcessResult> results = compile(new NoWriter());

        assertThat(results).hasSize(16).allSatisfy((name, result) -> {
            assertThat(result.status()).as(name.id()).isEqualTo(ProcessResult.Status.DONE);
            assertThat(result.summary()).as(name.id()).endsWith(".");
            assertThat(Json.bytes(result.result()).length).isLessThan(256 << 10);
        });
    }

    @Test
    void runsEachGeneratedCaseOnceAndTellsHowItEnded() {
        bench.model(ScriptedModelClient.of(says(Json.text(Fixtures.OUTPUT))));

        JsonNode smoke = requireNonNull(compile(new NoWriter()).get(ProcessName.SMOKE_RUN))
                .result();

        List<TestCase> cases =
                suites.find("triage", "generated").await().orElseThrow().cases();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(10);
        assertThat(smoke.path("cases"))
                .hasSameSizeAs(cases)
                .allMatch(each -> each.path("outcome").asText().equals("valid"));
        assertThat(smoke.path("expectedMet").asInt()).isEqualTo(1);
        String execution = smoke.at("/cases/0/executionId").asText();
        assertThat(bench.trace(execution).summary().version()).isZero();
    }

    @Test
    void skipsTheSmokeRunWithAReasonWhenNoModelCanAnswer() {
        ProcessResult smoke = requireNonNull(compile(new NoWriter()).get(ProcessName.SMOKE_RUN));

        assertThat(smoke.status()).isEqualTo(ProcessResult.Status.SKIPPED);
        assertThat(smoke.summary()).contains("configure");
    }

    @Test
    void addsCasesThatAModelWroteAndDropsThoseThatDoNotFit() {
        bench.model(ScriptedModelClient.of(says(Json.text(Fixtures.OUTPUT))));

        ProcessResult scenarios = requireNonNull(compile(new Writer()).get(ProcessName.SCENARIOS));

        assertThat(scenarios.method()).contains("keelson-scenario-writer");
        assertThat(scenarios.executionIds()).containsExactly("e-1");
        assertThat(suites.find("triage", "generated").await().orElseThrow().cases())
                .filteredOn(each -> each.name().startsWith("written"))
                .singleElement()
                .satisfies(each -> assertThat(each.expected()).isEqualTo(Json.parse("{\"urgent\":true}")));
    }

    private Map<ProcessName, ProcessResult> compile(ModelWork work) {
        List<CompilationProcess> processes = RuleProcesses.processes(new RuleProcesses.Needs(
                vertx,
                versions,
                (old, next) -> Future.succeededFuture(new ContractComparator().compare(old, next)),
                new NoPlugins(),
                bench.registry(),
                new PolicyOrder(),
                new UnknownPrices(),
                new GeneratedSuite(suites, Clock.systemUTC()),
                work,
                bench.unpublished()));
        var by = new Principal("key-1", "author", Role.ADMIN, Set.of());
        Map<ProcessName, JsonNode> results = new EnumMap<>(ProcessName.class);
        Map<ProcessName, ProcessResult> ended = new EnumMap<>(ProcessName.class);
        for (CompilationProcess process : processes) {
            ProcessResult result = process.run(new ProcessInput(
                            by, "triage", 1, Fixtures.SPEC, Fixtures.settings(), bench.definition(), false, results))
                    .await();
            ended.put(process.name(), result);
            results.put(process.name(), result.result());
        }
        return ended;
    }

    private static final class NoWriter implements ModelWork {
        @Override
        public Optional<String> unavailableBecause() {
            return Optional.of("no model that can write is configured.");
        }

        @Override
        public Future<Written> write(Principal by, SystemAgent agent, JsonNode input) {
            throw new AssertionError("there is no model");
        }
    }

    private static final class Writer implements ModelWork {
        @Override
        public Optional<String> unavailableBecause() {
            return Optional.empty();
        }

        @Override
        public Future<Written> write(Principal by, SystemAgent agent, JsonNode input) {
            JsonNode output = Json.parse("""
                    {"cases":[
                      {"name":"written","technique":"misleading","rule_ids":["r-unknown"],
                       "input_json":"{\\"text\\":\\"Hello\\"}","expected_json":"{\\"urgent\\":true}","note":"n"},
                      {"name":"written badly","technique":"rule","rule_ids":[],
                       "input_json":"{\\"text\\":1}","expected_json":null,"note":""}]}
                    """);
            return Future.succeededFuture(new Written(output, "agent " + agent.agentName() + " v1", 5, "e-1"));
        }
    }
}

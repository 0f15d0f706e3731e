package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.provider.ProviderFactory;
import dev.keelson.plugin.testkit.FaultyProvider.Fault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The provider contract fails providers that break it, in the test that is about the fault. */
class ProviderContractCatchesTest {
    private static volatile Fault fault = Fault.NONE;

    @ParameterizedTest
    @CsvSource({
        "NONE, ",
        "TWO_LAST_CHUNKS, streamsTheAnswerAndEndsWithTheWholeOfIt",
        "NO_LAST_CHUNK, streamsTheAnswerAndEndsWithTheWholeOfIt",
        "OTHER_TEXT, streamsTheAnswerAndEndsWithTheWholeOfIt",
        "STRANGE_EXCEPTION, refusesToolsIfItCanNotCallThem",
        "TOOLS_NOT_REFUSED, refusesToolsIfItCanNotCallThem",
        "CLOSES_ONCE, closesTwiceWithoutComplaint",
        "BLANK_MODEL, answers",
        "NO_JSON, fillsASchemaIfItSaysSo"
    })
    void catchesTheFault(Fault chosen, String test) {
        fault = chosen;

        List<String> failed = failedTests();

        if (chosen == Fault.NONE) {
            assertThat(failed).isEmpty();
        } else {
            assertThat(failed).contains(test + "()");
        }
    }

    private static List<String> failedTests() {
        List<String> failed = new CopyOnWriteArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Case.class))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.add(test.getDisplayName());
                }
            }
        });
        return failed;
    }

    /** The contract on the provider with the chosen fault; run by the launcher only. */
    static class Case extends ProviderContractTest {
        @Override
        protected ProviderFactory factory() {
            return new FaultyProvider(fault);
        }

        @Override
        protected PluginConfig config() {
            return PluginConfig.of(Map.of());
        }

        @Override
        protected String model() {
            return "stub";
        }
    }
}

package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.ModelPolicy.PinnedTier;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPolicyTest {
    private static final String OLD =
            "{\"maxOutputTokens\":256,\"targets\":[{\"model\":\"minilm\",\"provider\":\"local\"}],\"temperature\":0.5}";
    private static final String BARE =
            "{\"maxOutputTokens\":null,\"targets\":[{\"model\":\"minilm\",\"provider\":\"local\"}],\"temperature\":null}";

    private final AgentSettingsReader reader =
            new AgentSettingsReader(new ModelPolicy(List.of(new Target("local", "m")), null, null));

    /** The digests of published versions cover this text. */
    @Test
    void policiesOfEarlierReleasesKeepTheirCanonicalForm() {
        assertThat(CanonicalJson.of(new ModelPolicy(List.of(new Target("local", "minilm")), 0.5, 256)))
                .isEqualTo(OLD);
        assertThat(CanonicalJson.of(new ModelPolicy(List.of(new Target("local", "minilm")), null, null)))
                .isEqualTo(BARE);
    }

    /** Worked out by the release before tiers. */
    @Test
    void definitionsOfEarlierReleasesKeepTheirDigest() {
        assertThat(Fixtures.pinnedDefinition().digest()).isEqualTo(DIGEST_BEFORE_TIERS);
    }

    private static final String DIGEST_BEFORE_TIERS =
            "sha256:adc4e228bfecd4f434ddb6c330110a62eb51083a21a5ae3e180f3fa3ab00f6fd";

    @ParameterizedTest
    @ValueSource(strings = {OLD, BARE})
    void readsPoliciesOfEarlierReleases(String stored) {
        ModelPolicy policy = Json.read(stored, ModelPolicy.class);

        assertThat(policy.targets()).containsExactly(new Target("local", "minilm"));
        assertThat(policy.tier()).isNull();
        assertThat(policy.hedge()).isFalse();
        assertThat(CanonicalJson.of(policy)).isEqualTo(stored);
    }

    @Test
    void everythingNewSurvivesStorage() {
        ModelPolicy policy = models("""
                        {"tier":"auto","objective":{"cost":2,"quality":0.5},"providers":["openai"],"topP":0.9,
                         "reasoningEffort":"xhigh","webSearch":true,"hedge":true,"maxOutputTokens":99}""")
                .withCandidates(List.of(new PinnedTier(TierChoice.FAST, List.of(new Target("openai", "m")))));

        assertThat(policy.objective()).isEqualTo(new Objective(2, 0, 0.5));
        assertThat(policy.reasoningEffort()).isEqualTo(ReasoningEffort.XHIGH);
        assertThat(Json.read(Json.text(policy), ModelPolicy.class)).isEqualTo(policy);
        assertThat(policy.allTargets()).containsExactly(new Target("openai", "m"));
    }

    @ParameterizedTest
    @CsvSource({"cost, 1, 0, 0", "latency, 0, 1, 0", "quality, 0, 0, 1", "balanced, 1, 1, 1"})
    void aNameStandsForWeights(String name, double cost, double latency, double quality) {
        assertThat(models("{\"tier\":\"fast\",\"objective\":\"" + name + "\"}").objective())
                .isEqualTo(new Objective(cost, latency, quality));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"tier\":\"fast\",\"targets\":[{\"provider\":\"local\",\"model\":\"m\"}]}",
                "{\"tier\":\"huge\"}",
                "{\"targets\":[]}",
                "{\"targets\":[{\"provider\":\"local\",\"model\":\"m\"}],\"objective\":\"cost\"}",
                "{\"targets\":[{\"provider\":\"local\",\"model\":\"m\"}],\"providers\":[\"local\"]}",
                "{\"tier\":\"fast\",\"objective\":{\"cost\":0}}",
                "{\"tier\":\"fast\",\"objective\":{\"cost\":-1,\"latency\":2}}",
                "{\"tier\":\"fast\",\"objective\":\"fame\"}",
                "{\"tier\":\"fast\",\"providers\":[]}",
                "{\"tier\":\"fast\",\"candidates\":[]}",
                "{\"tier\":\"fast\",\"topP\":0}",
                "{\"tier\":\"fast\",\"topP\":1.01}",
                "{\"tier\":\"fast\",\"reasoningEffort\":\"HIGH\"}",
                "{\"tier\":\"fast\",\"hedge\":\"yes\"}",
            })
    void refusesWhatIsNoPolicy(String models) {
        assertThatThrownBy(() -> models(models)).isInstanceOfSatisfying(KeelsonException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.DEFINITION_INVALID);
            assertThat(refused.violations()).isNotEmpty();
        });
    }

    private ModelPolicy models(String json) {
        JsonNode settings = Json.object().set("models", Json.parse(json));
        return reader.read(settings).models();
    }
}

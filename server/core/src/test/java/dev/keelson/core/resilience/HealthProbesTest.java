package dev.keelson.core.resilience;

import static dev.keelson.core.resilience.ScriptedStep.A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.provider.FixedProviders;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ModelInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HealthProbesTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final VirtualTime time = new VirtualTime(VERTX);
    private final TargetHealthBoard board = new TargetHealthBoard(
            time.vertx(), new TargetHealthBoard.Parts(ResilienceConfig.DEFAULT, time.clock(), time.ticker()));
    private final ListedModels provider = new ListedModels();
    private final HealthProbes probes =
            new HealthProbes(time.vertx(), board, new FixedProviders(Map.of(A.provider(), provider)), time.ticker());
    private final TargetState state = board.state(A);

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void asksNobodyWhoIsWell() {
        probes.start();

        time.advance(Duration.ofMinutes(10));

        assertThat(provider.asked).isZero();
    }

    @Test
    void clearsARefusedCredentialAfterAGoodAnswer() {
        state.failed(new PluginException(ErrorType.AUTHENTICATION, "bad key"));
        provider.answer = Future.failedFuture(new PluginException(ErrorType.AUTHENTICATION, "still bad"));
        probes.start();

        time.advance(Duration.ofSeconds(95));
        assertThat(provider.asked).isEqualTo(3);
        assertThat(state.exclusion()).isEqualTo(TargetStatus.Exclusion.CREDENTIAL_REFUSED);

        provider.answer = Future.succeededFuture(List.of());
        time.advance(Duration.ofSeconds(30));

        assertThat(state.exclusion()).isNull();
    }

    @Test
    void letsALongOpenBreakerProbeEarly() {
        for (int i = 0; i < 5; i++) {
            Objects.requireNonNull(state.breaker().tryEnter()).ended(false);
        }
        time.advance(Duration.ofSeconds(30));
        Objects.requireNonNull(state.breaker().tryEnter()).ended(false);
        assertThat(state.breaker().untilProbe()).isEqualTo(Duration.ofSeconds(60));
        probes.start();

        time.advance(Duration.ofSeconds(40));

        assertThat(state.breaker().state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    /** A provider that only lists models. */
    private static final class ListedModels implements ModelClient {
        private Future<List<ModelInfo>> answer = Future.succeededFuture(List.of());
        private int asked;

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Future<List<ModelInfo>> listModels(Duration timeout) {
            asked++;
            assertThat(timeout).isEqualTo(Duration.ofSeconds(5));
            return answer;
        }

        @Override
        public Future<ChatResponse> chat(ChatRequest request) {
            throw new AssertionError("a probe uses no tokens");
        }

        @Override
        public Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText) {
            throw new AssertionError("a probe uses no tokens");
        }
    }
}

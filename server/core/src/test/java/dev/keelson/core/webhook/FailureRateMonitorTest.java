package dev.keelson.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Json;
import dev.keelson.core.trace.TraceSummary;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FailureRateMonitorTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final WebhookNode node = new WebhookNode(VERTX);
    /** The rule of the fixture: a quarter of at least 10 executions within 7 minutes. */
    private final String webhook =
            node.create(WebhookEventType.FAILURE_RATE).webhook().id();

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void tellsOnceWhenTheShareIsReached() {
        run(7, 2);
        assertThat(told()).isEmpty();

        run(0, 1);
        assertThat(told()).hasSize(1);
        run(0, 9);
        assertThat(told()).hasSize(1);

        var data = Json.parse(told().get(0).body()).get("data");
        assertThat(data.get("agent").asText()).isEqualTo("triage");
        assertThat(data.get("alias").asText()).isEqualTo("prod");
        assertThat(data.get("executions").asInt()).isEqualTo(10);
        assertThat(data.get("failed").asInt()).isEqualTo(3);
        assertThat(data.get("share").asDouble()).isEqualTo(0.3);
    }

    @Test
    void tellsAgainOnlyAfterRecovery() {
        run(5, 5);
        assertThat(told()).hasSize(1);
        run(20, 0);
        assertThat(told())
                .as("16.7 % is below the threshold of 25 %, and below three quarters of it")
                .hasSize(1);

        run(0, 5);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aShareJustBelowTheThresholdIsNoRecovery() {
        run(5, 5);
        assertThat(told()).hasSize(1);
        run(11, 0);
        assertThat(told()).hasSize(1);

        run(0, 5);
        assertThat(told()).hasSize(1);
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() {
        run(5, 5);
        assertThat(told()).hasSize(1);
        node.clock.pass(Duration.ofMinutes(8));
        assertThat(told()).hasSize(1);

        run(8, 1);
        assertThat(told()).as("too few").hasSize(1);
        run(0, 3);
        assertThat(told()).hasSize(2);
    }

    @Test
    void boundsItsMemory() {
        for (int i = 0; i < 3 * FailureRateMonitor.MAX_KEYS; i++) {
            node.monitor.ended(execution("agent-" + i, TraceSummary.Status.ERROR));
        }

        assertThat(node.monitor.size()).isLessThanOrEqualTo(FailureRateMonitor.MAX_KEYS);
    }

    private void run(int good, int failed) {
        for (int i = 0; i < good; i++) {
            node.monitor.ended(execution("triage", TraceSummary.Status.OK));
        }
        for (int i = 0; i < failed; i++) {
            node.monitor.ended(execution("triage", TraceSummary.Status.ERROR));
        }
    }

    private List<Delivery> told() {
        assertThat(node.monitor.judge().map("judged").await()).isEqualTo("judged");
        return node.log(webhook);
    }

    private TraceSummary execution(String agent, TraceSummary.Status status) {
        return new TraceSummary(
                "0".repeat(32), agent, 1, "prod", 1, status, null, node.clock.instant(), 1, "k", null, 0, 0, null);
    }
}

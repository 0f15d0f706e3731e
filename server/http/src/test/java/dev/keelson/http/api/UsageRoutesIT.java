package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import dev.keelson.core.usage.UsageKey;
import dev.keelson.core.usage.UsageRollup;
import dev.keelson.core.usage.UsageSum;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsageRoutesIT {
    private static final String PERIOD = "/v1/usage?from=2026-11-24T10:00:00Z&to=2026-11-24T11:00:00Z";
    private static final TestServer SERVER = TestServer.start();

    @BeforeAll
    static void record() {
        Instant hour = Instant.parse("2026-11-24T10:00:00Z");
        var stored = SERVER.usage.putAll(List.of(
                new UsageRollup(
                        "node",
                        new UsageKey(hour, "triage", 3, "production", "aaaaaaaaaa", "openai", "large"),
                        new UsageSum(2, 100, 40, 50, 1_250_000_001L, 0)),
                new UsageRollup(
                        "node",
                        new UsageKey(hour, "search", 1, "", "bbbbbbbbbb", "openai", "small"),
                        new UsageSum(1, 10, 0, 5, 0, 1))));
        assertThat(stored.succeeded()).isTrue();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void sumsUpByAgentAndInTotal() {
        JsonNode report = SERVER.as(Role.VIEWER).get(PERIOD).json();

        assertThat(report.get("items").get(0).toString())
                .isEqualTo("{\"agent\":\"triage\",\"calls\":2,\"inputTokens\":100,\"cachedInputTokens\":40,"
                        + "\"outputTokens\":50,\"costUsd\":\"1.250000001\",\"unpricedCalls\":0}");
        assertThat(report.at("/items/1/unpricedCalls").asInt()).isEqualTo(1);
        assertThat(report.at("/total/calls").asInt()).isEqualTo(3);
        assertThat(report.get("truncated").asBoolean()).isFalse();
    }

    @Test
    void groupsAndFilters() {
        JsonNode report = SERVER.as(Role.VIEWER)
                .get(PERIOD + "&groupBy=model&key=bbbbbbbbbb")
                .json();

        assertThat(report.get("items")).hasSize(1);
        assertThat(report.at("/items/0/model").asText()).isEqualTo("small");
    }

    @Test
    void aKeyForSomeAgentsSeesTheirUsageOnly() {
        TestCaller limited = SERVER.as(Role.VIEWER, "search");

        assertThat(limited.get(PERIOD).json().at("/total/calls").asInt()).isEqualTo(1);
        assertThat(limited.get(PERIOD + "&agent=triage")
                        .json()
                        .at("/total/calls")
                        .asInt())
                .isZero();
    }

    @Test
    void refusesAPeriodThatDoesNotFit() {
        TestCaller viewer = SERVER.as(Role.VIEWER);

        assertThat(viewer.get("/v1/usage?from=2026-11-24T11:00:00Z&to=2026-11-24T10:00:00Z")
                        .status())
                .isEqualTo(422);
        assertThat(viewer.get("/v1/usage?from=2020-11-24T11:00:00Z").status()).isEqualTo(422);
        assertThat(viewer.get("/v1/usage?groupBy=colour").status()).isEqualTo(400);
    }
}

package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ContractRoutesIT {
    private static final String COMPARE = "/v1/contracts/compare";
    private static final TestServer SERVER = TestServer.start();

    private final TestCaller caller = SERVER.as(Role.VIEWER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void tellsWhatAChangeDoesAndShowsIt() {
        TestCaller.Reply reply =
                caller.send("POST", COMPARE, body("{\"type\":\"string\"}", "{\"type\":\"string\",\"maxLength\":5}"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("verdict").asText()).isEqualTo("BREAKING");
        assertThat(reply.json().path("changes")).hasSize(1);
        JsonNode change = reply.json().at("/changes/0");
        assertThat(change.path("direction").asText()).isEqualTo("input");
        assertThat(change.path("pointer").asText()).isEqualTo("/maxLength");
        assertThat(change.path("class").asText()).isEqualTo("BREAKING");
        assertThat(change.path("rule").asText()).isEqualTo("input.max-length.lowered");
        JsonNode example = reply.json().path("counterExample");
        assertThat(example.path("instance").asText()).hasSize(6);
        assertThat(example.at("/violations/0/rule").asText()).isEqualTo("maxLength");
    }

    @Test
    void findsNothingBetweenEqualContracts() {
        JsonNode reply = caller.send("POST", COMPARE, body("{\"type\":\"string\"}", "{\"type\":\"string\"}"))
                .json();

        assertThat(reply).isEqualTo(Json.parse("{\"verdict\":\"NONE\",\"changes\":[],\"counterExample\":null}"));
    }

    @Test
    void namesEveryViolationOfEverySchema() {
        TestCaller.Reply reply = caller.send(
                "POST", COMPARE, body("{\"type\":\"strin\"}", "{\"pattern\":\"(\",\"items\":{\"$ref\":\"b.json\"}}"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("code").asText()).isEqualTo("request_invalid");
        assertThat(reply.json().path("violations").findValuesAsText("pointer"))
                .contains("/old/input/type", "/new/input/pattern", "/new/input/items/$ref");
    }

    @Test
    void refusesABodyOfAnotherForm() {
        TestCaller.Reply reply = caller.send("POST", COMPARE, "{\"old\":{\"input\":{}}}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("violations")).isNotEmpty();
    }

    private static String body(String oldInput, String newInput) {
        return "{\"old\":{\"input\":" + oldInput + ",\"output\":true},\"new\":{\"input\":" + newInput
                + ",\"output\":true}}";
    }
}

package dev.keelson.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.dist.RunningKeelson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Holds what a server says of the past against what callers were told: revisions and versions without gap or fork, every
 * acknowledged change there as it was acknowledged, the audit log whole and without an intent that nobody closed.
 */
final class HistoryChecker {
    private static final int PAGE = 200;

    private final RunningKeelson node;

    HistoryChecker(RunningKeelson node) {
        this.node = node;
    }

    /** Newest revision first, without gap, the newest being the alias; {@code acknowledged}: version by revision. */
    List<JsonNode> aliasHistory(String alias, Map<Integer, Integer> acknowledged) {
        List<JsonNode> history = all("/v1/agents/echo/aliases/" + alias + "/history?");
        JsonNode head = RunningKeelson.json(node.get("/v1/agents/echo/aliases/" + alias));
        assertThat(history).extracting(HistoryChecker::revision).isEqualTo(countingDown(history.size()));
        assertThat(revision(head)).isEqualTo(history.size());
        assertThat(version(head)).isEqualTo(version(history.get(0)));
        Map<Integer, Integer> stored = new HashMap<>();
        history.forEach(entry -> stored.put(revision(entry), version(entry)));
        assertThat(stored).containsAllEntriesOf(acknowledged);
        return history;
    }

    /** Numbers of the published versions without gap; how many there are. */
    int versions() {
        List<JsonNode> versions = all("/v1/agents/echo/versions?");
        assertThat(versions).extracting(each -> each.get("number").asInt()).isEqualTo(countingDown(versions.size()));
        return versions.size();
    }

    /** The chain verifies and every intent has exactly one outcome; the number of entries. */
    long audit() {
        long entries = 0;
        for (long from = 1; from > 0; ) {
            JsonNode part = RunningKeelson.json(node.get("/v1/audit/verification?from=" + from));
            assertThat(part.get("intact").asBoolean()).as(part.toString()).isTrue();
            entries = part.get("to").asLong();
            from = part.path("next").asLong(0);
        }
        return entries;
    }

    /** What was recorded of a target, newest first; every intent has exactly one outcome. */
    List<JsonNode> audited(String target) {
        List<JsonNode> entries = all("/v1/audit?target=" + target + "&");
        List<Long> intents = new ArrayList<>();
        List<Long> closed = new ArrayList<>();
        entries.forEach(entry -> {
            if (entry.get("phase").asText().equals("intent")) {
                intents.add(entry.get("seq").asLong());
            } else {
                closed.add(entry.get("intentSeq").asLong());
            }
        });
        assertThat(closed).containsExactlyInAnyOrderElementsOf(intents);
        return entries;
    }

    static int revision(JsonNode alias) {
        return alias.get("revision").asInt();
    }

    static int version(JsonNode alias) {
        return alias.at("/targets/0/version").asInt();
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = RunningKeelson.json(node.get(path + "limit=" + PAGE + cursor));
            assertThat(page.has("items")).as(page.toString()).isTrue();
            StreamSupport.stream(page.get("items").spliterator(), false).forEach(items::add);
            cursor =
                    page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : "";
        } while (!cursor.isEmpty());
        return items;
    }

    private static List<Integer> countingDown(int from) {
        return IntStream.iterate(from, each -> each - 1).limit(from).boxed().toList();
    }
}

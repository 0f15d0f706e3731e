package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ScriptedProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompilationRoutesIT {
    private static final String ALL = "/v1/agents/triage/compilations";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final TestServer server = TestServer.start();
    private final TestCompilations compilations = server.compilations();
    private final TestCaller engineer = server.as(Role.ENGINEER);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void compilesAnAgentThatIsCreated() {
        TestCaller.Reply created = create("");

        String id = created.json().at("/compilation/id").asText();
        assertThat(created.header("Link")).isEqualTo("<" + ALL + "/" + id + ">; rel=\"status\"");
        JsonNode done = ended(id);
        assertThat(done.get("state").asText()).isEqualTo("done");
        assertThat(done.at("/progress/total").asInt()).isEqualTo(3);
        assertThat(done.at("/processes/2/name").asText()).isEqualTo("glossary");
        assertThat(done.at("/processes/2/summary").asText()).isEqualTo("read glossary");
        assertThat(done.at("/processes/2/method").asText()).isEqualTo("rules");
        assertThat(done.at("/processes/2").has("result")).isFalse();
        assertThat(engineer.get(ALL + "/" + id + "?results=true")
                        .json()
                        .at("/processes/2/result/text")
                        .asText())
                .isEqualTo("read glossary");
        assertThat(engineer.get(ALL + "/" + id + "/processes/glossary")
                        .json()
                        .at("/result/text")
                        .asText())
                .isEqualTo("read glossary");
    }

    @Test
    void compilesADraftThatChangesAndNoOther() {
        createUncompiled();
        String path = "/v1/agents/triage/draft";

        TestCaller.Reply same =
                engineer.put(path, Specs.titled("Triage"), "Content-Type", "text/markdown", "If-Match", "\"1\"");
        TestCaller.Reply changed =
                engineer.put(path, Specs.titled("Another title"), "Content-Type", "text/markdown", "If-Match", "\"1\"");

        assertThat(same.header("ETag")).isEqualTo("\"1\"");
        assertThat(same.json().has("compilation")).isFalse();
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(ended(changed.json().at("/compilation/id").asText())
                        .get("draftRevision")
                        .asInt())
                .isEqualTo(2);
        assertThat(engineer.get(ALL).json().get("items")).hasSize(1);
    }

    @Test
    void startsOneWhenAskedAndNotTwice() {
        compilations.read.held();
        createUncompiled();

        TestCaller.Reply first = engineer.post(ALL, "{\"schemaChange\":true}");
        TestCaller.Reply again = engineer.post(ALL, "{\"schemaChange\":true}");
        compilations.read.release();

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(200);
        String id = first.json().get("id").asText();
        assertThat(again.json().get("id").asText()).isEqualTo(id);
        assertThat(first.header("Location")).isEqualTo(ALL + "/" + id);
        assertThat(ended(id).get("schemaChange").asBoolean()).isTrue();
        assertThat(compilations.read.lastInput().schemaChangeWanted()).isTrue();
    }

    @Test
    void takesNoOtherMembers() {
        createUncompiled();

        assertThat(engineer.post(ALL, "{\"schema\":true}").code()).isEqualTo("request_invalid");
        assertThat(engineer.post("/v1/agents/nobody/compilations", null).code()).isEqualTo("agent_not_found");
        assertThat(engineer.get(ALL + "/x").code()).isEqualTo("compilation_not_found");
        assertThat(engineer.get("/v1/agents/nobody/compilations").code()).isEqualTo("agent_not_found");
        assertThat(server.as(Role.ENGINEER, "other").get(ALL).code()).isEqualTo("agent_not_found");
    }

    @Test
    void cancels() {
        compilations.sentences.held();
        String id = create("").json().at("/compilation/id").asText();

        TestCaller.Reply cancelled = engineer.delete(ALL + "/" + id);
        compilations.sentences.release();

        assertThat(cancelled.json().get("state").asText()).isEqualTo("cancelled");
        assertThat(engineer.delete(ALL + "/" + id).json().get("state").asText()).isEqualTo("cancelled");
        assertThat(compilations.glossary.runs()).isZero();
    }

    @Test
    void runsOneProcessAgain() {
        String id = create("").json().at("/compilation/id").asText();
        assertThat(ended(id).get("state").asText()).isEqualTo("done");
        compilations.sentences.does(input -> ScriptedProcess.done("other"));

        TestCaller.Reply rerun = engineer.post(ALL + "/" + id + "/processes/sentences/rerun", null);

        assertThat(rerun.status()).isEqualTo(202);
        assertThat(rerun.json().get("state").asText()).isEqualTo("running");
        assertThat(ended(id).at("/processes/1/summary").asText()).isEqualTo("other");
        assertThat(compilations.read.runs()).isEqualTo(1);
        assertThat(compilations.glossary.runs()).isEqualTo(2);
        assertThat(engineer.post(ALL + "/" + id + "/processes/nothing/rerun", null)
                        .code())
                .isEqualTo("compilation_not_found");
    }

    @Test
    void tellsEachChangeUntilTheEnd() throws IOException {
        compilations.sentences.held();
        String id = create("").json().at("/compilation/id").asText();
        List<Event> events = new ArrayList<>();
        try (Follower follower = new Follower(id, "")) {
            events.addAll(follower.until("sentences", "running"));
            compilations.sentences.release();
            events.addAll(follower.until("", "done"));
        }

        assertThat(events.get(0).name()).isEqualTo("compilation");
        assertThat(events.get(0).data().get("processes")).hasSize(3);
        assertThat(events.get(events.size() - 1).name()).isEqualTo("ended");
        List<Long> ids = events.stream()
                .filter(event -> event.name().equals("process"))
                .map(Event::id)
                .toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
        assertThat(events)
                .filteredOn(event -> event.name().equals("process"))
                .extracting(event -> event.data().get("name").asText() + " "
                        + event.data().get("state").asText())
                .contains("read done", "sentences running", "sentences done", "glossary done");
    }

    @Test
    void goesOnAfterTheLastEventThatTheReaderHas() throws IOException {
        String id = create("").json().at("/compilation/id").asText();
        assertThat(ended(id).get("state").asText()).isEqualTo("done");
        List<Event> all;
        try (Follower follower = new Follower(id, "")) {
            all = follower.until("", "done");
        }
        Event second = all.get(2);

        List<Event> rest;
        try (Follower follower = new Follower(id, Long.toString(second.id()))) {
            rest = follower.until("", "done");
        }

        assertThat(all)
                .extracting(Event::name)
                .containsExactly("compilation", "process", "process", "process", "ended");
        assertThat(rest).extracting(Event::name).containsExactly("compilation", "process", "ended");
        assertThat(rest.get(1)).isEqualTo(all.get(3));
        assertThat(engineer.get(ALL + "/" + id, "Accept", "text/event-stream", "Last-Event-ID", "x")
                        .code())
                .isEqualTo("malformed_request");
    }

    private void createUncompiled() {
        assertThat(create("?compile=false").json().has("compilation")).isFalse();
    }

    private TestCaller.Reply create(String query) {
        String separator = query.isEmpty() ? "?" : query + "&";
        TestCaller.Reply created = engineer.post(
                "/v1/agents" + separator + "name=triage", Specs.titled("Triage"), "Content-Type", "text/markdown");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created;
    }

    private JsonNode ended(String id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode now = engineer.get(ALL + "/" + id).json();
            if (!now.path("state").asText().equals("running")) {
                return now;
            }
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(end);
        }
    }

    private record Event(String name, long id, JsonNode data) {}

    /** Reads events as they come, over a bare socket. */
    private final class Follower implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Follower(String id, String lastEventId) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head = "GET " + ALL + "/" + id + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                    + "Authorization: Bearer " + server.key(Role.VIEWER) + "\r\n"
                    + (lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** All events to the one that says that this process, or the whole for an empty name, is in that state. */
        List<Event> until(String process, String state) throws IOException {
            List<Event> events = new ArrayList<>();
            while (true) {
                Event event = next();
                events.add(event);
                boolean right = process.isEmpty()
                        ? event.name().equals("ended")
                        : event.name().equals("process")
                                && event.data().get("name").asText().equals(process);
                if (right && event.data().get("state").asText().equals(state)) {
                    return events;
                }
            }
        }

        private Event next() throws IOException {
            String name = "";
            long id = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return new Event(name, id, Json.parse(line.substring(6)));
                }
            }
            throw new IOException("the stream ended");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

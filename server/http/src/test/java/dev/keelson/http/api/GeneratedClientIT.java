package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Role;
import dev.keelson.core.agentapi.AgentApi;
import dev.keelson.core.agentapi.AgentApis;
import dev.keelson.core.agentapi.ClientCode;
import dev.keelson.core.agentapi.ClientLanguage;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.execution.ExecutionResult;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated clients, checked where there is a compiler, and run against a server: one run that works, one that does not. */
class GeneratedClientIT {
    private static final TestServer SERVER = TestServer.start();
    private static final String BASE = "http://127.0.0.1:" + SERVER.port();
    private static final String KEY = SERVER.key(Role.CALLER);
    private static final String TYPESCRIPT = "/META-INF/resources/webjars/typescript/5.9.3/";
    private static final long SECONDS = 120;

    @TempDir
    Path directory;

    static Stream<Arguments> agents() {
        ObjectNode hostile = Json.object().put("class", AgentApis.HOSTILE_WORDS.get(0));
        AgentApis.HOSTILE_WORDS.forEach(words -> hostile.put(words.length() > 200 ? "long" : words, words));
        return Stream.of(
                Arguments.of(AgentApis.triage(), Fixtures.OUTPUT),
                Arguments.of(AgentApis.hostile(), hostile),
                Arguments.of(
                        AgentApis.intricate(),
                        Json.parse("{\"nested\":{\"nested\":{\"const\":\"x\"}},\"list\":[[],[[]]]}")),
                Arguments.of(AgentApis.bare(), Json.parse("[1,2]")));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @MethodSource("agents")
    void runInTypeScript(AgentApi api, JsonNode output) throws Exception {
        assumeTrue(installed("node", "--version"), "Node.js is not installed");
        write("client.ts", ClientCode.write(api, ClientLanguage.TYPESCRIPT));
        copyTypeScript();
        copy("clients/check.cjs", "check.cjs");
        copy("clients/call.mjs", "call.mjs");

        assertThat(run(0, "node", "check.cjs")).isNotNull();

        verify(api, output, () -> Json.parse(run(0, "node", "call.mjs", BASE)));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void runInPython(AgentApi api, JsonNode output) throws Exception {
        assumeTrue(
                installed("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 11))"),
                "Python 3.11 is not installed");
        write("client.py", ClientCode.write(api, ClientLanguage.PYTHON));
        copy("clients/call.py", "call.py");

        verify(api, output, () -> Json.parse(run(0, "python3", "call.py", BASE)));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void runInJava(AgentApi api, JsonNode output) throws Exception {
        write("TriageClient.java", ClientCode.write(api, ClientLanguage.JAVA));
        compile("TriageClient.java");

        try (var loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> type = loader.loadClass("TriageClient");
            verify(api, output, () -> callInJava(type));
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void runWithCurl(AgentApi api, JsonNode output) throws Exception {
        assumeTrue(installed("bash", "--version") && installed("curl", "--version"), "bash or curl is not installed");
        write("call.sh", ClientCode.write(api, ClientLanguage.CURL));
        answer(output);

        assertThat(Json.parse(run(0, "bash", "call.sh"))).isEqualTo(output);
        assertThat(normal(SERVER.execution.last().input())).isEqualTo(normal(example(api)));
        SERVER.execution.answers(input -> refusal());
        assertThat(run(22, "bash", "call.sh")).contains("\"code\":\"input_invalid\"");
    }

    /** Lets the program run the agent well and badly, and looks at what it tells. */
    private static void verify(AgentApi api, JsonNode output, Program program) throws Exception {
        answer(output);

        JsonNode told = program.run();

        assertThat(normal(told.get("output"))).isEqualTo(normal(output));
        assertThat(normal(SERVER.execution.last().input())).isEqualTo(normal(example(api)));
        assertThat(SERVER.execution.last().ref()).isEqualTo("triage");
        assertThat(told.get("cost").asLong()).isEqualTo(1_500);
        assertThat(told.get("version").asInt()).isEqualTo(2);
        assertThat(told.get("code").asText()).isEqualTo("input_invalid");
        assertThat(told.get("status").asInt()).isEqualTo(422);
        assertThat(told.get("pointer").asText()).isEqualTo("/text");
        assertThat(told.get("execution").asText()).isEqualTo(Fixtures.executionId(1));
    }

    /** A program that prints what happened. */
    private interface Program {
        JsonNode run() throws Exception;
    }

    private static void answer(JsonNode output) {
        SERVER.execution.answers(input -> "refuse".equals(input.idempotencyKey())
                ? refusal()
                : Future.succeededFuture(new ExecutionResult(
                        Fixtures.executionId(1), "triage", 2, "production", "local/minilm", 1_500L, output, false)));
    }

    private static Future<ExecutionResult> refusal() {
        return Future.failedFuture(new KeelsonException(
                        ErrorCode.INPUT_INVALID, "not so", List.of(Violation.at("/text", "type", "no text")))
                .withExecutionId(Fixtures.executionId(1)));
    }

    private static JsonNode example(AgentApi api) {
        return api.definition().examples().isEmpty()
                ? Json.mapper().getNodeFactory().textNode("text")
                : api.definition().examples().get(0).input();
    }

    /** 2 and 2.0 are the same number, however a language writes it; an absent field may come as null from a record. */
    private static JsonNode normal(JsonNode json) {
        return Json.parse(CanonicalJson.of(Json.object().set("value", json)));
    }

    private static JsonNode callInJava(Class<?> type) throws ReflectiveOperationException {
        Object client = type.getConstructor(HttpClient.class, URI.class, String.class)
                .newInstance(HttpClient.newHttpClient(), URI.create(BASE), KEY);
        Object example = type.getMethod("exampleInput").invoke(null);
        Method run = Stream.of(type.getMethods())
                .filter(each -> each.getName().equals("run") && each.getParameterCount() == 2)
                .findFirst()
                .orElseThrow();
        Object done = run.invoke(client, example, null);
        ObjectNode told = Json.object().put("cost", (Long) part(done, "costNanoUsd"));
        told.put("version", (Integer) part(done, "version"));
        told.set("output", withoutNulls(Json.mapper().valueToTree(part(done, "output"))));
        try {
            run.invoke(client, example, "refuse");
        } catch (InvocationTargetException refused) {
            Object problem = Objects.requireNonNull(refused.getCause());
            told.put("code", (String) part(problem, "code")).put("status", (Integer) part(problem, "status"));
            told.put("execution", (String) part(problem, "executionId"));
            told.put("pointer", (String) part(((List<?>) part(problem, "violations")).get(0), "pointer"));
        }
        return told;
    }

    private static JsonNode withoutNulls(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.properties().removeIf(entry -> entry.getValue().isNull());
            for (JsonNode each : object) {
                assertThat(withoutNulls(each)).isNotNull();
            }
        }
        return json;
    }

    private static Object part(Object of, String name) throws ReflectiveOperationException {
        return of.getClass().getMethod(name).invoke(of);
    }

    private void compile(String source) {
        var output = new ByteArrayOutputStream();
        int code = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK")
                .run(
                        null,
                        output,
                        output,
                        "-encoding",
                        "UTF-8",
                        "-proc:none",
                        "-d",
                        directory.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        directory.resolve(source).toString());
        assertThat(code).as(output.toString(StandardCharsets.UTF_8)).isZero();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }

    private void copy(String resource, String file) throws IOException {
        try (InputStream in = GeneratedClientIT.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(in, resource), directory.resolve(file));
        }
    }

    private void copyTypeScript() throws Exception {
        URI jar = Objects.requireNonNull(getClass().getResource(TYPESCRIPT + "package.json"), "typescript")
                .toURI();
        try (var files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> all = Files.list(files.getPath(TYPESCRIPT + "lib"))) {
            Path target = Files.createDirectories(directory.resolve("typescript/lib"));
            for (Path file : all.filter(each -> each.toString().matches(".*/(typescript[.]js|lib[.].*d[.]ts)"))
                    .toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
    }

    /** What the program printed; it must end with {@code code}. */
    private String run(int code, String... command) throws IOException, InterruptedException {
        Path printed = directory.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("KEELSON_URL", BASE);
        builder.environment().put("KEELSON_API_KEY", KEY);
        Process process = builder.start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(printed);
        assertThat(process.exitValue()).as(text).isEqualTo(code);
        return text;
    }

    private static boolean installed(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}

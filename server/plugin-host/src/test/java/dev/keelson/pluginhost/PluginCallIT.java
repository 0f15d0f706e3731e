package dev.keelson.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.provider.ModelClient;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the host makes of plugins that misbehave in a call. */
@Timeout(60)
class PluginCallIT {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String ANSWER_BY_TEXT = "return CompletableFuture.completedFuture(answer(text(request)));";

    private HostFixture fixture;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        fixture = new HostFixture(folder);
        fixture.jar("good.jar", TestPlugin.provider("good").jar("good", "1.0.0").bytes())
                .provider("good");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theAnswerComesOnTheCallersContext() throws Exception {
        startWith(TestPlugin.provider("odd").withChat(ANSWER_BY_TEXT));

        Context context = fixture.vertx().getOrCreateContext();
        Promise<Boolean> same = Promise.promise();
        context.runOnContext(nothing ->
                fixture.chat("odd", "hi").onComplete(done -> same.complete(context == Vertx.currentContext())));

        assertThat(HostFixture.result(same.future())).isTrue();
    }

    @Test
    void aChatThatNeverCompletesIsCutAndCancelled() throws Exception {
        startWith(TestPlugin.provider("odd")
                .withChat("var never = new CompletableFuture<ChatResponse>();"
                        + " never.whenComplete((a, f) -> System.setProperty(\"keelson.test.cancelled\", \"\" + f));"
                        + " return never;"));

        PluginException failure = failure(call(SHORT));

        assertThat(failure.type()).isEqualTo(ErrorType.TIMEOUT);
        assertThat(failure).hasMessage("plugin 'odd' 1.0.0 gave no answer within 450 ms");
        assertThat(HostFixture.within(
                        Duration.ofSeconds(5), () -> System.clearProperty("keelson.test.cancelled") != null))
                .isTrue();
    }

    @Test
    void aPluginThatBlocksHarmsOnlyItselfAndNoEventLoop() throws Exception {
        startWith(TestPlugin.provider("odd")
                .withChat("while (true) { try { Thread.sleep(1000); }"
                        + " catch (InterruptedException swallowed) { if (context.clock() == null) break; } }"
                        + ANSWER_BY_TEXT.replace("return", "if (closed) return") + " return null;"));
        AtomicLong ticks = new AtomicLong();
        long timer = fixture.vertx().setPeriodic(5, id -> ticks.incrementAndGet());

        List<PluginException> failures = IntStream.range(0, 20).mapToObj(number -> call(SHORT)).toList().stream()
                .map(PluginCallIT::failure)
                .toList();

        assertThat(failures).extracting(PluginException::type).containsOnly(ErrorType.TIMEOUT, ErrorType.UNAVAILABLE);
        assertThat(failures)
                .filteredOn(each -> each.type() == ErrorType.UNAVAILABLE)
                .hasSize(20 - 4 - 8)
                .allSatisfy(each -> assertThat(each).hasMessageContaining("plugin 'odd' 1.0.0 is busy"));
        assertThat(ticks.get()).isGreaterThan(10);
        assertThat(fixture.vertx().cancelTimer(timer)).isTrue();
        assertThat(fixture.answer("good", "untouched")).isEqualTo("untouched");
    }

    @Test
    void anInterruptedCallFreesItsThread() throws Exception {
        startWith(TestPlugin.provider("odd")
                .withChat("if (text(request).equals(\"block\")) { try { Thread.sleep(60_000); }"
                        + " catch (InterruptedException stopped) { throw new IllegalStateException(stopped); } }"
                        + ANSWER_BY_TEXT));
        List<Future<ChatResponse>> blocked = IntStream.range(0, 8)
                .mapToObj(number -> fixture.client("odd").chat(HostFixture.request("block", SHORT)))
                .toList();

        blocked.forEach(each -> assertThat(failure(each).type()).isEqualTo(ErrorType.TIMEOUT));

        assertThat(fixture.answer("odd", "free again")).isEqualTo("free again");
    }

    @Test
    void whatEverIsThrownIsReportedUnderThePluginsName() throws Exception {
        startWith(TestPlugin.provider("odd").withChat("""
                        switch (text(request)) {
                            case "throw": throw new IllegalArgumentException("thrown");
                            case "error": throw new AssertionError("an error");
                            case "fail": return CompletableFuture.failedFuture(new CompletionException(
                                    new NoSuchElementException("failed")));
                            case "null": return null;
                            case "null answer": return CompletableFuture.completedFuture(null);
                            case "wrong": return (CompletionStage) CompletableFuture.completedFuture("a string");
                            case "recurse": return chat(request);
                            default: return CompletableFuture.failedFuture(new PluginException(
                                    ErrorType.RATE_LIMITED, "slow down").withRetryAfter(java.time.Duration.ofSeconds(3)));
                        }
                        """));

        assertInternal("throw", "java.lang.IllegalArgumentException: thrown");
        assertInternal("error", "java.lang.AssertionError: an error");
        assertInternal("fail", "java.util.NoSuchElementException: failed");
        assertInternal("null", "answered with null");
        assertInternal("null answer", "answered with null");
        assertInternal("wrong", "answered with java.lang.String");
        assertInternal("recurse", "java.lang.StackOverflowError");
        PluginException expected = failure(fixture.chat("odd", "else"));
        assertThat(expected.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(expected.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void aSecretThatAPluginGivesAwayIsMasked() throws Exception {
        TestPlugin leaky = TestPlugin.provider("odd")
                .withKeys("List.of(ConfigKey.required(\"apiKey\", ConfigKey.Type.SECRET, \"key\"))")
                .withChat("String key = config.requireString(\"apiKey\");"
                        + " if (text(request).equals(\"expected\"))"
                        + " throw new PluginException(ErrorType.AUTHENTICATION, \"refused \" + key);"
                        + " throw new IllegalStateException(\"bad header \" + key);");
        fixture.jar("odd.jar", leaky.jar("odd", "1.0.0").bytes())
                .provider("odd", "odd", "{\"apiKey\": \"sk-12345\"}")
                .start();

        assertThat(failure(fixture.chat("odd", "expected"))).hasMessage("refused ***");
        assertThat(failure(fixture.chat("odd", "bug"))).hasMessageEndingWith("bad header ***");
        assertThat(fixture.config().providers().toString()).doesNotContain("sk-12345");
    }

    @Test
    void workThatAPluginHandsOverRunsOnAPoolOfItsOwn() throws Exception {
        startWith(TestPlugin.provider("odd")
                .withChat("return CompletableFuture.supplyAsync("
                        + "() -> answer(Thread.currentThread().getName()), context.blockingWork());"));

        assertThat(fixture.answer("odd", "?")).isEqualTo("plugin-odd-work-1");
    }

    @Test
    void aStreamArrivesInOrderAndEndsOnce() throws Exception {
        startWith(TestPlugin.provider("odd").withStream(PUBLISHER.formatted("500", "ChatChunk.end(answer(\"all\"))")));
        List<String> texts = Collections.synchronizedList(new ArrayList<>());

        ChatResponse response = HostFixture.result(stream(Duration.ofSeconds(20), texts::add));

        assertThat(response.content()).isEqualTo("all");
        assertThat(texts)
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(Integer::toString).toList());
    }

    @Test
    void aStreamWithoutItsLastChunkFails() throws Exception {
        startWith(TestPlugin.provider("odd").withStream(PUBLISHER.formatted("3", "null")));
        List<String> texts = Collections.synchronizedList(new ArrayList<>());

        PluginException failure = failure(stream(Duration.ofSeconds(20), texts::add));

        assertThat(failure.type()).isEqualTo(ErrorType.INTERNAL);
        assertThat(failure).hasMessage("plugin 'odd' 1.0.0 ended a stream without its last chunk");
        assertThat(texts).containsExactly("0", "1", "2");
    }

    @Test
    void aStreamThatFloodsIsCut() throws Exception {
        startWith(TestPlugin.provider("odd")
                .withStream("return s -> { s.onSubscribe(new Flow.Subscription() {"
                        + " public void request(long n) {} public void cancel() {} });"
                        + " for (int i = 0; i < 1000; i++) s.onNext(ChatChunk.text(\"x\")); };"));

        PluginException failure = failure(stream(Duration.ofSeconds(20), text -> {}));

        assertThat(failure.type()).isEqualTo(ErrorType.INTERNAL);
        assertThat(failure).hasMessage("plugin 'odd' 1.0.0 published more chunks than were asked for");
    }

    @Test
    void aStreamThatHangsIsCutAndCancelled() throws Exception {
        startWith(TestPlugin.provider("odd").withStream(HANGING));
        List<String> texts = Collections.synchronizedList(new ArrayList<>());

        PluginException failure = failure(stream(SHORT, texts::add));

        assertThat(failure.type()).isEqualTo(ErrorType.TIMEOUT);
        assertThat(texts).containsExactly("first");
        assertCancelled();
    }

    @Test
    void aReceiverThatGivesUpCancelsTheStream() throws Exception {
        startWith(TestPlugin.provider("odd").withStream(HANGING));

        PluginException failure = failure(stream(Duration.ofSeconds(20), text -> {
            throw new IllegalStateException("client is gone");
        }));

        assertThat(failure).hasMessage("the receiver of the stream gave up");
        assertCancelled();
    }

    private static final String HANGING = """
            return s -> s.onSubscribe(new Flow.Subscription() {
                public void request(long n) { s.onNext(ChatChunk.text("first")); }
                public void cancel() { System.setProperty("keelson.test.stream", "cancelled"); }
            });
            """;

    /** Publishes numbers on a thread of its own as far as was asked for, then a last chunk, if any, twice. */
    private static final String PUBLISHER = """
            return s -> s.onSubscribe(new Flow.Subscription() {
                final ExecutorService thread = Executors.newSingleThreadExecutor();
                int next = 0;
                public void request(long n) { thread.execute(() -> publish(n)); }
                public void cancel() { thread.shutdown(); }
                void publish(long n) {
                    for (long i = 0; i < n && next < %1$s; i++) s.onNext(ChatChunk.text("" + next++));
                    if (next == %1$s) {
                        next++;
                        ChatChunk last = %2$s;
                        if (last != null) { s.onNext(last); s.onNext(last); }
                        s.onComplete();
                        thread.shutdown();
                    }
                }
            });
            """;

    private void startWith(TestPlugin odd) throws Exception {
        PluginHost host = fixture.jar("odd.jar", odd.jar("odd", "1.0.0").bytes())
                .provider("odd")
                .start();
        assertThat(host.plugins()).allSatisfy(each -> assertThat(each.reason()).isNull());
    }

    private Future<ChatResponse> call(Duration timeout) {
        return fixture.client("odd").chat(HostFixture.request("?", timeout));
    }

    private Future<ChatResponse> stream(Duration timeout, java.util.function.Consumer<String> onText) {
        ModelClient client = fixture.client("odd");
        ChatRequest request = HostFixture.request("?", timeout);
        return client.stream(request, onText);
    }

    private void assertInternal(String text, String words) {
        PluginException failure = failure(fixture.chat("odd", text));
        assertThat(failure.type()).isEqualTo(ErrorType.INTERNAL);
        assertThat(failure).hasMessageStartingWith("plugin 'odd' 1.0.0 ").hasMessageContaining(words);
    }

    private static void assertCancelled() throws InterruptedException {
        assertThat(HostFixture.within(Duration.ofSeconds(5), () -> System.clearProperty("keelson.test.stream") != null))
                .isTrue();
    }

    private static PluginException failure(Future<?> future) {
        try {
            Object value = HostFixture.result(future);
            throw new AssertionError("answered with " + value);
        } catch (PluginException expected) {
            return expected;
        }
    }
}

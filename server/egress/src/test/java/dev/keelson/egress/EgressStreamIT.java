package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies that are read as they arrive: demand, end, cancel, failure. */
class EgressStreamIT extends EgressTestBase {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void handsOnEachEventAsItArrives() {
        var asked = new AtomicInteger();
        RawServer server = server(RawServer.start((request, out) -> {
            out.write(RawServer.bytes(HEAD));
            for (int i = 1; i <= 3; i++) {
                int event = i;
                await("reader has the event before", () -> asked.get() >= event);
                out.write(chunk("data: " + event + "\n\n"));
                out.flush();
            }
            out.write(RawServer.bytes("0\r\n\r\n"));
        }));
        OutboundStream stream = wait(client(open()).stream(get(server, "/").build()));
        var reader = new Reader();
        stream.body().subscribe(reader);

        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.header("content-type")).contains("text/event-stream");
        reader.subscription().request(Long.MAX_VALUE);
        for (int i = 1; i <= 3; i++) {
            int events = i;
            asked.set(i);
            await("event " + i, () -> reader.buffers() == events);
        }
        await("end", () -> reader.completed);
        assertThat(reader.text()).isEqualTo("data: 1\n\ndata: 2\n\ndata: 3\n\n");
        assertThat(server.requests().get(0)).containsIgnoringCase("accept-encoding: identity");
    }

    @Test
    void handsOnReadOnlyBuffers() {
        RawServer server = server(RawServer.saying(HEAD + "1\r\nx\r\n0\r\n\r\n"));
        var reader = new Reader();
        wait(client(open()).stream(get(server, "/").build())).body().subscribe(reader);

        reader.subscription().request(1);
        await("buffer", () -> reader.buffers() == 1);

        assertThat(reader.readOnly).isTrue();
    }

    @Test
    void completesWithoutDemandForMore() {
        RawServer server = server(RawServer.saying(HEAD + "1\r\na\r\n1\r\nb\r\n0\r\n\r\n"));
        EgressClient client = client(open());
        var reader = new Reader();
        wait(client.stream(get(server, "/").build())).body().subscribe(reader);

        reader.subscription().request(2);

        await("end", () -> reader.completed);
        assertThat(reader.text()).isEqualTo("ab");
        assertThat(client.underWay()).isZero();
    }

    @Test
    void completesAnEmptyBodyWithoutAnyDemand() {
        RawServer server = server(RawServer.saying("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"));
        OutboundStream stream = wait(client(open()).stream(get(server, "/").build()));
        var reader = new Reader();
        stream.body().subscribe(reader);

        await("end", () -> reader.completed);
        assertThat(stream.status()).isEqualTo(401);
    }

    @Test
    void handsOnNoMoreThanWasAskedFor() {
        RawServer server = server(RawServer.saying(HEAD + "1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n"));
        var reader = new Reader();
        wait(client(open()).stream(get(server, "/").build())).body().subscribe(reader);

        reader.subscription().request(1);
        await("first", () -> reader.buffers() == 1);
        reader.subscription().request(1);
        await("second", () -> reader.buffers() == 2);
        assertThat(reader.completed).isFalse();
        reader.subscription().request(1);

        await("end", () -> reader.completed);
        assertThat(reader.text()).isEqualTo("abc");
    }

    @Test
    void reusesTheConnectionAfterTheEnd() {
        RawServer server = server(RawServer.saying(HEAD + "1\r\na\r\n0\r\n\r\n"));
        EgressClient client = client(open());
        for (int i = 0; i < 5; i++) {
            var reader = new Reader();
            wait(client.stream(get(server, "/").build())).body().subscribe(reader);
            reader.subscription().request(Long.MAX_VALUE);
            await("end", () -> reader.completed);
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void stopsReadingTheSocketWhenNobodyAsks() {
        var written = new AtomicLong();
        RawServer server = server(endless(written));
        EgressClient client = client(open());
        var reader = new Reader();
        wait(client.stream(get(server, "/").maxResponseBytes(32 << 20).build()))
                .body()
                .subscribe(reader);
        reader.subscription().request(1);

        long blockedAt = settled(written);

        // What lies in between is the socket buffers of both sides and a few chunks in the connection.
        assertThat(blockedAt).isLessThan(16 << 20);
        assertThat(reader.buffers()).isEqualTo(1);
        reader.subscription().request(1000);
        await("server writes on", () -> written.get() > blockedAt);
    }

    @Test
    void closesTheSocketOnCancel() {
        RawServer server = server(endless(new AtomicLong()));
        EgressClient client = client(open());
        var reader = new Reader();
        wait(client.stream(get(server, "/").build())).body().subscribe(reader);
        reader.subscription().request(1);
        await("buffer", () -> reader.buffers() == 1);

        reader.subscription().cancel();

        await("connection closed", () -> server.open() == 0);
        assertThat(client.underWay()).isZero();
        assertThat(reader.failure).isNull();
        assertThat(reader.completed).isFalse();
    }

    @Test
    void closesTheSocketOfACallThatIsGivenUpBeforeItsHead() {
        RawServer server = server(RawServer.saying(""));
        EgressClient client = client(open());
        var streamed = client.stream(get(server, "/").build()).toCompletableFuture();
        var whole = client.send(get(server, "/").build()).toCompletableFuture();
        await("requests", () -> server.requests().size() == 2);

        assertThat(streamed.cancel(true)).isTrue();
        assertThat(whole.cancel(true)).isTrue();

        await("connections closed", () -> server.open() == 0);
        await("places given back", () -> client.underWay() == 0);
    }

    @Test
    void tellsACutStream() {
        RawServer server = server(RawServer.start((request, out) -> {
            out.write(RawServer.bytes(HEAD + "1\r\na\r\n"));
            out.flush();
            throw new EOFException();
        }));
        EgressClient client = client(open());
        var reader = new Reader();
        wait(client.stream(get(server, "/").build())).body().subscribe(reader);
        reader.subscription().request(Long.MAX_VALUE);

        assertStreamFailure(reader, ErrorType.UNAVAILABLE, "cut: local.test");
        assertThat(client.underWay()).isZero();
    }

    @Test
    void stopsAStreamOverTheLimit() {
        RawServer server = server(endless(new AtomicLong()));
        var reader = new Reader();
        wait(client(open()).stream(get(server, "/").maxResponseBytes(50_000).build()))
                .body()
                .subscribe(reader);
        reader.subscription().request(Long.MAX_VALUE);

        assertStreamFailure(reader, ErrorType.MALFORMED_RESPONSE, "too large: local.test");
        await("connection closed", () -> server.open() == 0);
    }

    @Test
    void stopsAStreamThatStandsStill() {
        RawServer server = server(RawServer.start((request, out) -> {
            out.write(RawServer.bytes(HEAD));
            out.flush();
            Thread.sleep(60_000);
        }));
        EgressClient client = client(open().times(EgressTimes.DEFAULT.withIdle(Duration.ofMillis(100))));
        var reader = new Reader();
        wait(client.stream(get(server, "/").build())).body().subscribe(reader);
        reader.subscription().request(Long.MAX_VALUE);

        assertStreamFailure(reader, ErrorType.TIMEOUT, "timeout: local.test: stream stood still");
        assertThat(client.underWay()).isZero();
    }

    @Test
    void closesAStreamThatNobodyReads() {
        RawServer server = server(endless(new AtomicLong()));
        EgressClient client = client(open().times(EgressTimes.DEFAULT.withIdle(Duration.ofMillis(100))));

        OutboundStream stream = wait(client.stream(get(server, "/").build()));

        await("connection closed", () -> server.open() == 0);
        assertThat(client.underWay()).isZero();
        var late = new Reader();
        stream.body().subscribe(late);
        assertStreamFailure(late, ErrorType.TIMEOUT, "timeout: local.test");
    }

    @Test
    void countsTheTimeoutUntilTheHeadOnly() {
        RawServer server = server(RawServer.start((request, out) -> {
            out.write(RawServer.bytes(HEAD));
            out.flush();
            Thread.sleep(400);
            out.write(RawServer.bytes("1\r\na\r\n0\r\n\r\n"));
        }));
        var reader = new Reader();
        wait(client(open()).stream(
                        get(server, "/").timeout(Duration.ofMillis(200)).build()))
                .body()
                .subscribe(reader);
        reader.subscription().request(Long.MAX_VALUE);

        await("end", () -> reader.completed);
        assertThat(reader.text()).isEqualTo("a");
    }

    @Test
    void refusesASecondReaderAndABadDemand() {
        RawServer server = server(endless(new AtomicLong()));
        OutboundStream stream = wait(client(open()).stream(get(server, "/").build()));
        var reader = new Reader();
        var second = new Reader();
        stream.body().subscribe(reader);
        stream.body().subscribe(second);

        await("second refused", () -> second.failure instanceof IllegalStateException);
        reader.subscription().request(0);

        await("demand refused", () -> reader.failure instanceof IllegalArgumentException);
        await("connection closed", () -> server.open() == 0);
    }

    @Test
    void closesTheStreamOfAReaderThatThrows() {
        RawServer server = server(endless(new AtomicLong()));
        EgressClient client = client(open());
        var reader = new Reader() {
            @Override
            public void onNext(ByteBuffer buffer) {
                throw new IllegalStateException("reader is broken");
            }
        };
        vertx.exceptionHandler(ignored -> {});
        wait(client.stream(get(server, "/").build())).body().subscribe(reader);
        reader.subscription().request(1);

        await("connection closed", () -> server.open() == 0);
        assertThat(client.underWay()).isZero();
    }

    private static void assertStreamFailure(Reader reader, ErrorType type, String messageStart) {
        await("failure", () -> reader.failure != null);
        assertThat(reader.failure)
                .hasMessageStartingWith(messageStart)
                .isInstanceOfSatisfying(
                        PluginException.class,
                        failure -> assertThat(failure.type()).isEqualTo(type));
    }

    private static RawServer endless(AtomicLong written) {
        return RawServer.start((request, out) -> {
            out.write(RawServer.bytes(HEAD));
            byte[] chunk = chunk("x".repeat(8000));
            while (true) {
                out.write(chunk);
                written.addAndGet(chunk.length);
            }
        });
    }

    private static byte[] chunk(String text) throws IOException {
        return RawServer.bytes(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    /** The count once it has not changed for half a second. */
    private static long settled(AtomicLong count) {
        long[] last = {count.get(), System.nanoTime()};
        await("server blocked", () -> {
            if (count.get() != last[0]) {
                last[0] = count.get();
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > 500_000_000L;
        });
        return last[0];
    }

    /** Keeps what it is given. */
    private static class Reader implements Flow.Subscriber<ByteBuffer> {
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private volatile Flow.@Nullable Subscription subscription;
        private volatile @Nullable Throwable failure;
        private volatile boolean completed;
        private volatile boolean readOnly;

        Flow.Subscription subscription() {
            await("subscribed", () -> subscription != null);
            Flow.Subscription current = subscription;
            if (current == null) {
                throw new IllegalStateException("not subscribed");
            }
            return current;
        }

        int buffers() {
            return texts.size();
        }

        String text() {
            return String.join("", texts);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            readOnly = buffer.isReadOnly();
            texts.add(StandardCharsets.UTF_8.decode(buffer).toString());
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }
}

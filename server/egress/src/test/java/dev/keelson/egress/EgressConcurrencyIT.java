package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.http.OutboundResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many requests may be under way, and what happens to the rest. */
class EgressConcurrencyIT extends EgressTestBase {

    @Test
    void keepsTheBoundPerOriginAndServesTheRestInTurn() {
        var now = new AtomicInteger();
        var highest = new AtomicInteger();
        RawServer server = server(RawServer.start((request, out) -> {
            highest.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(5);
            now.decrementAndGet();
            out.write(RawServer.bytes(RawServer.ok("x")));
        }));
        EgressClient client = client(open().concurrency(new EgressConcurrency(4, 100, 1000)));

        List<CompletionStage<OutboundResponse>> calls = calls(client, server, 80);

        assertThat(calls).allSatisfy(call -> assertThat(answer(call).status()).isEqualTo(200));
        assertThat(highest).hasValue(4);
        assertThat(server.connections()).isLessThanOrEqualTo(4);
        assertThat(client.underWay()).isZero();
    }

    @Test
    void refusesWhatCannotWait() {
        var release = new CountDownLatch(1);
        RawServer server = server(heldBy(release));
        EgressClient client = client(open().concurrency(new EgressConcurrency(1, 2, 1000)));
        List<CompletionStage<OutboundResponse>> calls = calls(client, server, 3);
        await("three under way", () -> client.underWay() == 3);

        assertFailure(client.send(get(server, "/").build()), ErrorType.UNAVAILABLE, "busy: local.test");
        release.countDown();

        assertThat(calls).allSatisfy(call -> assertThat(answer(call).status()).isEqualTo(200));
    }

    @Test
    void boundsTheTotalOverAllOrigins() {
        var release = new CountDownLatch(1);
        RawServer server = server(heldBy(release));
        RawServer other = server(RawServer.saying(RawServer.ok("x")));
        EgressClient client = client(open().concurrency(new EgressConcurrency(10, 10, 1)));
        CompletionStage<OutboundResponse> held = client.send(get(server, "/").build());
        await("one under way", () -> client.underWay() == 1);

        assertFailure(client.send(get(other, "/").build()), ErrorType.UNAVAILABLE, "busy: local.test");
        release.countDown();
        assertThat(answer(held).status()).isEqualTo(200);

        assertThat(answer(client.send(get(other, "/").build())).status()).isEqualTo(200);
    }

    @Test
    void countsTheWaitIntoTheTimeoutAndLeavesTheQueue() {
        var release = new CountDownLatch(1);
        RawServer server = server(heldBy(release));
        EgressClient client = client(open().concurrency(new EgressConcurrency(1, 10, 1000)));
        CompletionStage<OutboundResponse> held = client.send(get(server, "/").build());
        await("one under way", () -> client.underWay() == 1);

        assertFailure(
                client.send(get(server, "/").timeout(Duration.ofMillis(100)).build()),
                ErrorType.TIMEOUT,
                "timeout: local.test");
        assertThat(client.underWay()).isEqualTo(1);
        release.countDown();

        assertThat(answer(held).status()).isEqualTo(200);
        assertThat(server.requests()).hasSize(1);
    }

    private static RawServer heldBy(CountDownLatch release) {
        return RawServer.start((request, out) -> {
            release.await();
            out.write(RawServer.bytes(RawServer.ok("x")));
        });
    }

    private static List<CompletionStage<OutboundResponse>> calls(EgressClient client, RawServer server, int count) {
        var calls = new ArrayList<CompletionStage<OutboundResponse>>();
        for (int i = 0; i < count; i++) {
            calls.add(client.send(get(server, "/").build()));
        }
        return calls;
    }
}

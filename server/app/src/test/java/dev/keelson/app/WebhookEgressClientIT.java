package dev.keelson.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.webhook.WebhookClient.Answer;
import dev.keelson.core.webhook.WebhookClient.Request;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire to a receiver, and what a bad receiver can do. */
@Timeout(60)
class WebhookEgressClientIT {
    private final Vertx vertx = Vertx.vertx();
    private final RawReceiver receiver = new RawReceiver();
    private final WebhookEgressClient client = WebhookEgressClient.of(vertx, List.of("127.0.0.1:" + receiver.port()));

    @AfterEach
    void close() {
        receiver.close();
        vertx.close().await();
    }

    @Test
    void postsTheBodyUnderItsHeaders() {
        receiver.does(out ->
                RawReceiver.write(out, "HTTP/1.1 202 Accepted\r\nRetry-After: 7\r\nContent-Length: 6\r\n\r\nthanks"));

        Answer answer = post();

        assertThat(answer).isEqualTo(new Answer(202, "7", "thanks"));
        RawReceiver.Received got = receiver.received().get(0);
        assertThat(got.requestLine()).isEqualTo("POST /in?a=b HTTP/1.1");
        assertThat(got.body()).isEqualTo("{\"ü\":1}");
        assertThat(got.headers())
                .containsEntry("webhook-id", "id-1")
                .containsEntry("content-type", "application/json")
                .containsEntry("host", "127.0.0.1:" + receiver.port())
                .doesNotContainKeys("authorization", "cookie");
    }

    @Test
    void followsNoRedirect() {
        receiver.does(out -> RawReceiver.write(
                out,
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:" + receiver.port()
                        + "/other\r\nContent-Length: 0\r\n\r\n"));

        assertThat(post().status()).isEqualTo(307);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void readsTheStartOfAnEndlessAnswerOnly() {
        receiver.does(out -> {
            RawReceiver.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
            while (!Thread.currentThread().isInterrupted()) {
                RawReceiver.write(out, chunk);
            }
        });

        Answer answer = post();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.start()).hasSizeLessThanOrEqualTo(4_096).startsWith("xxx");
    }

    @Test
    void countsAnAnswerWhoseBodyStandsStill() {
        receiver.does(out -> {
            RawReceiver.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
            block();
        });

        assertThat(post()).isEqualTo(new Answer(200, null, "part"));
    }

    @Test
    void blocksPrivateTargetsThatNobodyAllowed() {
        for (String url : List.of(
                "http://127.0.0.1:1/",
                "https://127.0.0.1/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://169.254.169.254/latest/meta-data")) {
            assertThatThrownBy(
                            () -> client.post(new Request(url, Map.of(), "{}")).await())
                    .as(url)
                    .hasMessageStartingWith("blocked: ");
            assertThat(client.refusal(url).await()).as(url).isPresent();
        }
        assertThat(client.refusal(receiver.url()).await()).isEmpty();
    }

    @Test
    void tellsTheClassOfAFailureAndNoAddress() {
        receiver.does(out -> out.close());

        assertThatThrownBy(this::post).hasMessageStartingWith("cut: 127.0.0.1");
    }

    private Answer post() {
        return client.post(new Request(receiver.url(), Map.of("webhook-id", "id-1"), "{\"ü\":1}"))
                .await();
    }

    private static void block() {
        try {
            TimeUnit.SECONDS.sleep(30);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}

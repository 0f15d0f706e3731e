package dev.keelson.dist.faults;

import static dev.keelson.dist.faults.Faults.after;
import static dev.keelson.dist.faults.Faults.hang;
import static dev.keelson.dist.faults.Faults.right;
import static dev.keelson.dist.faults.Shape.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Providers that say nothing, or take their time: F06 to F08 and F26. */
class ProviderSilenceFaultsIT extends FaultCase {

    @Test
    void f06AbandonsAProviderThatHangs() {
        FaultProvider hanging = provider("a", OPENAI, hang());
        given("b", OPENAI, right(OPENAI));
        start();

        List<Answer> answers = IntStream.range(0, 5).mapToObj(i -> run()).toList();

        assertThat(answers).allMatch(Answer::isRight);
        assertThat(ProviderStatusFaultsIT.longest(answers)).isLessThan(2 * FIRST_TOKEN_MILLIS + 1_500);
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (hanging.openConnections() > 0 && System.nanoTime() < end) {
            pause(20);
        }
        assertThat(hanging.openConnections()).as("abandoned connections").isZero();
        FaultTable.row("F06", "accepts and never answers", 5, 5, ProviderStatusFaultsIT.longest(answers));
    }

    @Test
    void f06KeepsCallersUnharmedWhenAProviderBeginsToHangUnderLoad() {
        FaultProvider first = provider("a", OPENAI, after(20, right(OPENAI)));
        given("b", OPENAI, after(20, right(OPENAI)));
        start();
        Load before = Load.run(200, Duration.ofSeconds(3), this::run);

        first.play(hang());
        Load during = Load.run(200, Duration.ofSeconds(8), this::run);

        assertThat(before.count(Answer::isRight)).isEqualTo(before.size());
        assertThat(during.count(Answer::isRight)).isEqualTo(during.size());
        assertThat(during.percentile(0.99)).isLessThan(2 * FIRST_TOKEN_MILLIS + 1_500);
        FaultTable.row(
                "F06b", "begins to hang under 200/s", during.size(), during.count(Answer::isRight), during.longest());
    }

    @Test
    void f07DoesNotWaitForAPortThatTakesNoConnection() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> filling = fill(full);
            given("a", OPENAI, FaultProvider.playing(right(OPENAI)));
            given("b", OPENAI, right(OPENAI));
            blackhole = "http://127.0.0.1:" + full.getLocalPort() + "/v1";
            start();

            Answer answer = run();

            assertThat(answer.isRight()).isTrue();
            assertThat(answer.model()).isEqualTo("b/m");
            assertThat(answer.millis()).isLessThan(6_000);
            FaultTable.row("F07", "no TCP accept", 1, 1, answer.millis());
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    private String blackhole = "";

    @Override
    String url(String name, FaultProvider provider) {
        return name.equals("a") && !blackhole.isEmpty() ? blackhole : super.url(name, provider);
    }

    private static List<Socket> fill(ServerSocket full) {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
            }
        } catch (IOException backlogIsFull) {
            // As it should be.
        }
        return sockets;
    }

    @Test
    void f08EndsASlowDripAtTheDeadline() {
        given("a", OPENAI, (call, out) -> {
            out.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            for (int i = 0; i < 900; i++) {
                out.raw(" ");
                out.pause(500);
            }
        });
        start(",\"limits\":{\"timeoutMs\":4000}", "");

        Answer answer = run();

        assertThat(answer.status()).isIn(503, 504, 502);
        assertThat(answer.millis()).isLessThan(6_000);
        FaultTable.row("F08", "one byte at a time", 1, 1, answer.millis());
    }

    @Test
    void f26LeavesOtherAgentsAloneWhenAProviderIsSlow() {
        FaultProvider slow = provider("a", OPENAI, after(20, right(OPENAI)));
        start();
        String spec = SPEC.replace("# Echo", "# Other");
        FaultProvider fast = FaultProvider.playing(after(20, right(OPENAI)));
        try (fast) {
            keelson().publish("other", spec, "{\"models\":{\"targets\":[{\"provider\":\"a\",\"model\":\"n\"}]}}");
            slow.play((call, out) -> {
                boolean isOther = call.json().path("model").asText().equals("n");
                out.pause(isOther ? 20 : 800);
                right(OPENAI).play(call, out);
            });

            Load load = Load.run(50, Duration.ofSeconds(5), this::run);

            long shed = load.count(answer -> answer.status() == 503);
            assertThat(load.count(Answer::isRight) + shed).isEqualTo(load.size());
            FaultTable.row("F26", "slow but healthy", load.size(), load.count(Answer::isRight) + shed, load.longest());
        }
    }
}

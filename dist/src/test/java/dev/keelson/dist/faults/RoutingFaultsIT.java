package dev.keelson.dist.faults;

import static dev.keelson.dist.faults.Faults.right;
import static dev.keelson.dist.faults.Faults.status;
import static dev.keelson.dist.faults.Shape.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where calls go while a provider fails: F27 and F28. */
class RoutingFaultsIT extends FaultCase {

    @Test
    void f27StaysCalmWhileAProviderFlaps() {
        FaultProvider flapping = provider("a", OPENAI, right(OPENAI));
        given("b", OPENAI, right(OPENAI));
        start();
        Thread flapper = new Thread(() -> {
            for (int i = 0; i < 6; i++) {
                flapping.play(i % 2 == 0 ? status(OPENAI, 503, "server_error") : right(OPENAI));
                pause(2_500);
            }
        });
        flapper.start();

        Load load = Load.run(30, Duration.ofSeconds(15), this::run);

        assertThat(load.count(Answer::isRight)).isGreaterThanOrEqualTo(load.size() * 99L / 100);
        FaultTable.row("F27", "good and bad in turn", load.size(), load.count(Answer::isRight), load.longest());
    }

    @Test
    void f28NeverLeavesTheDeclaredGroup() {
        given("a", OPENAI, status(OPENAI, 503, "server_error"));
        FaultProvider bystander = provider("b", OPENAI, right(OPENAI));
        start();
        keelson()
                .publish(
                        "only-a",
                        SPEC.replace("# Echo", "# Only a"),
                        "{\"models\":{\"targets\":[{\"provider\":\"a\",\"model\":\"m\"}]}}");

        List<HttpResponse<String>> answers = IntStream.range(0, 10)
                .mapToObj(i -> keelson().post("/v1/agents/only-a/run", "{\"n\":1}"))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(502, 503));
        assertThat(bystander.calls()).isEmpty();
        FaultTable.row("F28", "a healthy model outside the group", 10, 10, 0);
    }
}

package dev.keelson.dist.faults;

import static dev.keelson.dist.faults.Faults.after;
import static dev.keelson.dist.faults.Faults.right;
import static dev.keelson.dist.faults.Faults.status;
import static dev.keelson.dist.faults.Shape.ANTHROPIC;
import static dev.keelson.dist.faults.Shape.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Providers that say what is wrong: F01 to F05 and F24. */
class ProviderStatusFaultsIT extends FaultCase {

    @Test
    void f01RespectsRetryAfterAndUsesAnotherProviderAtOnce() {
        FaultProvider limited =
                provider("a", OPENAI, status(OPENAI, 429, "rate_limit_error", "Retry-After: 2"), right(OPENAI));
        FaultProvider healthy = provider("b", OPENAI, right(OPENAI));
        start();

        Answer first = run();
        Answer second = run();
        int callsWhileCooled = limited.calls().size();
        pause(2_500);
        Answer third = run();

        assertThat(first.isRight() && second.isRight() && third.isRight()).isTrue();
        assertThat(first.millis()).isLessThan(1_500);
        assertThat(callsWhileCooled).isEqualTo(1);
        assertThat(healthy.calls()).hasSize(2);
        assertThat(third.model()).isEqualTo("a/m");
        FaultTable.row("F01", "429 with Retry-After", 3, 3, Math.max(first.millis(), second.millis()));
    }

    @Test
    void f02NeverRetriesASpendLimit() {
        FaultProvider spent = provider("a", ANTHROPIC, (call, out) -> out.json(429, """
                {"type":"error","error":{"type":"rate_limit_error","message":"You have reached your spend limit",
                 "details":{"error_code":"enforced_spend_limit_reached"}},"request_id":"req_1"}"""));
        given("b", OPENAI, right(OPENAI));
        start();

        List<Answer> answers = IntStream.range(0, 20).mapToObj(i -> run()).toList();

        assertThat(answers).allMatch(Answer::isRight);
        assertThat(spent.calls()).hasSize(1);
        FaultTable.row("F02", "429 spend limit", 20, 20, longest(answers));
    }

    @Test
    void f03RetriesASingleServerErrorUnseen() {
        FaultProvider shaky = provider("a", OPENAI, right(OPENAI));
        start();
        Fault[] script = new Fault[240];
        int[] statuses = {500, 502, 503};
        for (int i = 0; i < script.length; i++) {
            // Every eighth: more would open the breaker, as it should.
            script[i] = i % 8 == 0 ? status(OPENAI, statuses[i / 8 % 3], "server_error") : right(OPENAI);
        }
        shaky.play(script);

        List<Answer> answers = IntStream.range(0, 200).mapToObj(i -> run()).toList();

        assertThat(answers).allMatch(Answer::isRight);
        List<Long> sorted = answers.stream().map(Answer::millis).sorted().toList();
        assertThat(sorted.get(197)).isLessThanOrEqualTo(600);
        FaultTable.row("F03", "500, 502 or 503 for one call", 200, 200, longest(answers));
    }

    @Test
    void f04FailsOverWhileAProviderIsOverloaded() {
        FaultProvider overloaded = provider("a", ANTHROPIC, status(ANTHROPIC, 529, "overloaded_error"));
        given("b", OPENAI, right(OPENAI));
        start();

        Load load = Load.run(100, Duration.ofSeconds(15), this::run);

        assertThat(load.count(Answer::isRight)).isEqualTo(load.size());
        // Two tries of each call that was under way until the breaker opened, then one probe each time it may.
        assertThat(overloaded.calls()).hasSizeLessThan(60);
        FaultTable.row("F04", "529 for a long time", load.size(), load.count(Answer::isRight), load.longest());
    }

    @Test
    void f05SaysAtOnceThatNobodyCanAnswer() {
        given("a", OPENAI, status(OPENAI, 500, "server_error"));
        given("b", OPENAI, status(OPENAI, 500, "server_error"));
        start();
        for (int i = 0; i < 10; i++) {
            assertThat(run().status()).isBetween(500, 599);
        }

        Load load = Load.run(200, Duration.ofSeconds(5), this::run);

        long told = load.count(answer -> answer.status() == 503
                && answer.response().headers().firstValue("Retry-After").isPresent());
        assertThat(load.count(answer -> answer.status() == 200)).isZero();
        assertThat(told).isGreaterThan(load.size() * 95L / 100);
        assertThat(load.percentile(0.99)).isLessThan(2_000);
        FaultTable.row("F05", "all providers 500", load.size(), told, load.longest());
    }

    @Test
    void f24KeepsABadCredentialToItself() {
        FaultProvider refused = provider("a", OPENAI, status(OPENAI, 401, "invalid_request_error"));
        FaultProvider healthy = provider("b", OPENAI, after(5, right(OPENAI)));
        start();

        List<Answer> answers = IntStream.range(0, 20).mapToObj(i -> run()).toList();
        healthy.play(status(OPENAI, 403, "permission_error"));
        List<Answer> alone = IntStream.range(0, 5).mapToObj(i -> run()).toList();

        assertThat(answers).allMatch(Answer::isRight);
        assertThat(refused.calls()).hasSize(1);
        assertThat(alone).allSatisfy(answer -> assertThat(answer.status()).isIn(502, 503));
        assertThat(alone).allSatisfy(answer -> assertThat(answer.body()).doesNotContain("key-of-"));
        FaultTable.row("F24", "401 and 403", 25, 25, Math.max(longest(answers), longest(alone)));
    }

    static long longest(List<Answer> answers) {
        return answers.stream().mapToLong(Answer::millis).max().orElse(0);
    }
}

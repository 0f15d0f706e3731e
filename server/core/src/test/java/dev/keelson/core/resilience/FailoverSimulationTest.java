package dev.keelson.core.resilience;

import static dev.keelson.core.resilience.ScriptedStep.A;
import static dev.keelson.core.resilience.ScriptedStep.B;
import static dev.keelson.core.resilience.ScriptedStep.C;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.resilience.ScriptedStep.Act;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of simulated minutes of breaker, retry, failover and hedge against targets that misbehave in turns. */
class FailoverSimulationTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final List<Target> TARGETS = List.of(A, B, C);
    private static final Duration TICK = Duration.ofMillis(500);

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765, 10946})
    void keepsItsPromisesWhateverTheTargetsDo(long seed) {
        World world = new World(seed);

        world.run(Duration.ofMinutes(100));

        assertThat(world.steps).isGreaterThan(10_000);
        assertThat(world.maxCalls).isLessThanOrEqualTo(4);
        assertThat(world.maxTries).isLessThanOrEqualTo(2);
        assertThat(world.maxChangesAMinute).isLessThanOrEqualTo(6);
        assertThat(world.answered + world.interrupted)
                .as("of %s steps with a healthy alternative", world.withHealthy)
                .isGreaterThanOrEqualTo((int) (0.99 * world.withHealthy));
        assertThat(world.board.snapshot()).allMatch(status -> status.inFlight() == 0);
    }

    @Test
    void answersAlmostAlwaysWhileOneOfTwoTargetsFlaps() {
        World world = new World(4711);
        world.modes.put(A, () -> world.time.sinceStart().toSeconds() / 10 % 2 == 0 ? Mode.GOOD : Mode.DOWN);
        world.modes.put(B, () -> Mode.GOOD);
        world.groups = random -> List.of(A, B);

        world.run(Duration.ofHours(2));

        assertThat(world.maxChangesAMinute).isLessThanOrEqualTo(6);
        assertThat(world.answered).isGreaterThanOrEqualTo((int) (0.99 * world.steps));
    }

    /** How a target behaves for a while. */
    private enum Mode {
        GOOD,
        SLOW,
        DOWN,
        HANGS,
        LIMITED,
        MALFORMED,
        CUTS,
        REFUSES_CREDENTIAL
    }

    private interface ModeNow {
        Mode now();
    }

    /** Providers, callers and what must hold, of one seed. */
    private static final class World {
        private final Random random;
        private final VirtualTime time = new VirtualTime(VERTX);
        private final TargetHealthBoard board;
        private final Failover failover;
        private final Map<Target, ModeNow> modes = new HashMap<>();
        private final Map<Target, BreakerState> breakers = new HashMap<>();
        private final Map<Target, Deque<Duration>> changes = new HashMap<>();
        private final List<Running> running = new ArrayList<>();
        private final Target healthy;
        private Function<Random, List<Target>> groups = World::anyGroup;
        private int steps;
        private int withHealthy;
        private int answered;
        private int interrupted;
        private int maxCalls;
        private int maxTries;
        private int maxChangesAMinute;

        World(long seed) {
            random = new Random(seed);
            board = new TargetHealthBoard(
                    time.vertx(), new TargetHealthBoard.Parts(ResilienceConfig.DEFAULT, time.clock(), time.ticker()));
            failover = new Failover(new Failover.Parts(time.vertx(), board, time.ticker(), new Random(seed)));
            healthy = TARGETS.get(random.nextInt(TARGETS.size()));
            TARGETS.forEach(target -> modes.put(target, target.equals(healthy) ? () -> Mode.GOOD : new Moody()));
        }

        private record Running(ScriptedStep step, Future<Answer> result, List<Target> group) {}

        void run(Duration length) {
            while (time.sinceStart().compareTo(length) < 0) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    begin();
                }
                time.advance(TICK);
                watchBreakers();
                heal();
            }
            time.advance(Duration.ofMinutes(2));
            running.forEach(this::judge);
        }

        private void begin() {
            List<Target> group = groups.apply(random);
            ScriptedStep step = new ScriptedStep(time);
            for (Target target : group) {
                step = step.candidate(target, attempt -> act(attempt.target()));
            }
            if (random.nextBoolean()) {
                step = step.streamed();
            }
            if (random.nextInt(3) == 0) {
                step = step.hedged();
            }
            running.add(new Running(step, failover.call(step), group));
        }

        private static List<Target> anyGroup(Random random) {
            List<Target> group = new ArrayList<>(TARGETS);
            Collections.shuffle(group, random);
            return List.copyOf(group.subList(0, 1 + random.nextInt(TARGETS.size())));
        }

        private Act act(Target target) {
            String name = target.model();
            List<String> text = List.of(name + "1 ", name + "2 ", name + "3 ");
            Duration time = Duration.ofMillis(50 + random.nextInt(400));
            return switch (mode(target)) {
                case GOOD -> new Act(time, text, null);
                case SLOW -> new Act(time.multipliedBy(10), text, null);
                case DOWN -> Act.fails(5, new PluginException(ErrorType.UNAVAILABLE, "down"));
                case HANGS -> Act.hangs();
                case LIMITED ->
                    Act.fails(
                            5,
                            new PluginException(ErrorType.RATE_LIMITED, "slow down")
                                    .withRetryAfter(Duration.ofSeconds(1 + random.nextInt(20))));
                case MALFORMED -> Act.fails(40, new PluginException(ErrorType.MALFORMED_RESPONSE, "not JSON"));
                case CUTS ->
                    new Act(
                            time,
                            text.subList(0, random.nextInt(3)),
                            new PluginException(ErrorType.UNAVAILABLE, "cut"));
                case REFUSES_CREDENTIAL -> Act.fails(5, new PluginException(ErrorType.AUTHENTICATION, "bad key"));
            };
        }

        private Mode mode(Target target) {
            return Objects.requireNonNull(modes.get(target)).now();
        }

        private void judge(Running run) {
            ScriptedStep step = run.step();
            steps++;
            assertThat(run.result().isComplete()).as("a step always ends").isTrue();
            maxCalls = Math.max(maxCalls, step.called().size());
            assertThat(run.group()).as("never leaves its group").containsAll(step.called());
            for (Target target : new HashSet<>(step.called())) {
                maxTries = Math.max(maxTries, (int)
                        step.called().stream().filter(target::equals).count());
            }
            boolean hasAnswer = run.result().succeeded();
            String heard = step.heard();
            if (!heard.isEmpty()) {
                String whole = "x1 x2 x3 ".replace("x", heard.substring(0, 1));
                assertThat(whole).as("one voice, nothing twice").startsWith(heard);
                assertThat(hasAnswer).isEqualTo(heard.equals(whole));
            }
            if (run.group().contains(healthy)) {
                withHealthy++;
                answered += hasAnswer ? 1 : 0;
                interrupted += isInterrupted(run.result()) ? 1 : 0;
            }
        }

        private static boolean isInterrupted(Future<Answer> result) {
            return result.failed()
                    && result.cause() instanceof KeelsonException known
                    && known.code() == ErrorCode.STREAM_INTERRUPTED;
        }

        private void watchBreakers() {
            for (TargetState state : board.states()) {
                BreakerState now = state.breaker().state();
                BreakerState last = breakers.put(state.target(), now);
                Deque<Duration> recent = changes.computeIfAbsent(state.target(), unseen -> new ArrayDeque<>());
                if (last != null && last != now) {
                    recent.addLast(time.sinceStart());
                }
                Duration from = time.sinceStart().minusMinutes(1);
                while (!recent.isEmpty() && recent.getFirst().compareTo(from) <= 0) {
                    recent.removeFirst();
                }
                maxChangesAMinute = Math.max(maxChangesAMinute, recent.size());
            }
        }

        /** What health probes would find out. */
        private void heal() {
            if (random.nextInt(60) == 0) {
                TARGETS.stream()
                        .filter(target -> mode(target) == Mode.GOOD)
                        .forEach(target -> board.credentialAccepted(target.provider()));
            }
        }

        /** Changes its mode every few seconds to a minute. */
        private final class Moody implements ModeNow {
            private Mode mode = Mode.GOOD;
            private Duration until = Duration.ZERO;

            @Override
            public Mode now() {
                if (time.sinceStart().compareTo(until) >= 0) {
                    Mode[] all = Mode.values();
                    mode = all[random.nextInt(all.length)];
                    until = time.sinceStart().plusSeconds(5 + random.nextInt(55));
                }
                return mode;
            }
        }
    }
}

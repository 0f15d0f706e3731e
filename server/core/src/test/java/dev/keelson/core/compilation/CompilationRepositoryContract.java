package dev.keelson.core.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link CompilationRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class CompilationRepositoryContract {
    private static final Principal KIM =
            new Principal("aaaaaaaaaa", "kim's key", Role.ENGINEER, Set.of("triage", "extract"), "kim");
    private static final JsonNode RESULT = Json.parse("{\"fields\":[{\"a.$b\":1.5}],\"text\":\"\\u00fc\"}");

    private CompilationRepository compilations;

    /** A repository without compilations. */
    protected abstract CompilationRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        compilations = emptyRepository();
    }

    @Test
    void givesBackWhatWasInserted() {
        Compilation plain = insert(1, "triage");
        Compilation full = full(compilation(2, "triage"));

        assertThat(compilations.insert(full).await()).isEqualTo(full);

        assertThat(compilations.find(key(plain)).await()).contains(plain);
        assertThat(compilations.find(key(full)).await()).contains(full);
        assertThat(compilations.find(new CompilationKey("other", full.id())).await())
                .isEmpty();
    }

    @Test
    void listsThoseOfOneAgentNewestFirst() {
        Compilation first = insert(1, "triage");
        Compilation second = insert(2, "triage");
        Compilation third = insert(3, "triage");
        Compilation others = insert(4, "triage-2");

        Page<Compilation> page =
                compilations.list("triage", PageRequest.first(2)).await();
        Page<Compilation> rest = compilations
                .list("triage", new PageRequest(2, page.nextCursor()))
                .await();

        assertThat(page.items()).containsExactly(third, second);
        assertThat(rest.items()).containsExactly(first);
        assertThat(rest.nextCursor()).isNull();
        assertThat(compilations.list("triage-2", PageRequest.first(2)).await().items())
                .containsExactly(others);
    }

    @Test
    void refusesACursorThatItDidNotGive() {
        assertThat(Failures.codeOf(compilations.list("triage", new PageRequest(2, "forged"))))
                .isEqualTo(ErrorCode.REQUEST_INVALID);
    }

    @Test
    void oneOfManyChangesOfOneStateWins() {
        Compilation before = insert(1, "triage");

        Race<Boolean> race = Race.of(node -> compilations.replace(
                before, before.taken("node-" + node, later(9)).following(before)));

        assertThat(race.lost()).isEmpty();
        assertThat(race.won()).containsOnlyOnce(true).hasSize(Race.WRITERS);
        Compilation taken = compilations.find(key(before)).await().orElseThrow();
        assertThat(taken.lease().fence()).isEqualTo(1);
        assertThat(taken.revision()).isEqualTo(2);
    }

    @Test
    void doesNotBringBackWhatWasDeleted() {
        Compilation before = insert(1, "triage");
        compilations.delete(key(before)).await();

        assertThat(compilations
                        .replace(before, before.renewed(later(1)).following(before))
                        .await())
                .isFalse();
        assertThat(compilations.find(key(before)).await()).isEmpty();
        assertThat(compilations.delete(key(before)).await()).isNull();
    }

    @Test
    void findsThoseThatNoNodeRunsLongestWaitingFirst() {
        Compilation waiting = insert(1, "triage");
        Compilation left = change(insert(2, "triage"), waiting.lease().until().minusSeconds(5));
        Compilation led = change(insert(3, "triage"), later(60));
        Compilation ended = insert(4, "triage");
        Compilation over = ended.ended(CompilationState.DONE, later(0), "").following(ended);
        assertThat(compilations.replace(ended, over).await()).isTrue();

        assertThat(compilations.waiting(later(10), 10).await()).containsExactly(key(left), key(waiting));
        assertThat(compilations.waiting(later(10), 1).await()).containsExactly(key(left));
        assertThat(compilations.waiting(later(60), 10).await()).containsExactly(key(left), key(waiting), key(led));
    }

    @Test
    void keepsEachResultUnderItsDigest() {
        var key = new CompilationRepository.ResultKey(Fixtures.executionId(1), ProcessName.READ);
        var other = new CompilationRepository.ResultKey(Fixtures.executionId(1), ProcessName.LANGUAGE);

        String digest = compilations.putResult(key, RESULT).await();
        String again = compilations.putResult(key, RESULT).await();
        String second = compilations.putResult(key, Json.parse("{}")).await();

        assertThat(again).isEqualTo(digest).isNotEqualTo(second);
        assertThat(compilations.result(key, digest).await().map(Json::text)).contains(Json.text(RESULT));
        assertThat(compilations.result(key, second).await().map(Json::text)).contains("{}");
        assertThat(compilations.result(other, digest).await()).isEmpty();
    }

    @Test
    void deletesResultsWithTheirCompilation() {
        Compilation gone = insert(1, "triage");
        Compilation kept = insert(2, "triage");
        var goneKey = new CompilationRepository.ResultKey(gone.id(), ProcessName.READ);
        var keptKey = new CompilationRepository.ResultKey(kept.id(), ProcessName.READ);
        String digest = compilations.putResult(goneKey, RESULT).await();
        assertThat(compilations.putResult(keptKey, RESULT).await()).isEqualTo(digest);

        compilations.delete(key(gone)).await();

        assertThat(compilations.find(key(gone)).await()).isEmpty();
        assertThat(compilations.result(goneKey, digest).await()).isEmpty();
        assertThat(compilations.result(keptKey, digest).await()).isPresent();
    }

    private Compilation insert(int number, String agent) {
        return compilations.insert(compilation(number, agent)).await();
    }

    private Compilation change(Compilation before, Instant until) {
        Compilation after = before.taken("node", until).following(before);
        assertThat(compilations.replace(before, after).await()).isTrue();
        return after;
    }

    private static Compilation compilation(int number, String agent) {
        var order = new CompilationOrder(KIM, 3, "sha256:draft", number % 2 == 0);
        return Compilation.started(
                new Compilation.Start(Fixtures.executionId(number), agent, order, later(number)),
                EnumSet.allOf(ProcessName.class));
    }

    private static Compilation full(Compilation plain) {
        var spent = new ProcessOutcome.Spent(12, "sha256:input");
        var result = new ProcessResult(
                ProcessResult.Status.DONE,
                "Read 3 sentences.",
                "agent keelson-spec-reader v1",
                RESULT,
                77,
                List.of("e1"));
        Compilation worked = plain.with(
                        ProcessName.READ,
                        record -> record.started(later(5))
                                .ended(ProcessState.DONE, ProcessOutcome.of(result, spent, "sha256:result")))
                .with(
                        ProcessName.LANGUAGE,
                        record -> record.ended(
                                ProcessState.REUSED,
                                ProcessOutcome.of(result, spent, "sha256:result")
                                        .reusedFrom("earlier")))
                .with(
                        ProcessName.SENTENCES,
                        record -> record.ended(
                                ProcessState.SKIPPED, ProcessOutcome.skipped("needs read", ProcessName.READ)))
                .taken("node", later(30));
        return worked.ended(CompilationState.CANCELLED, later(31), "cancelled");
    }

    private static CompilationKey key(Compilation compilation) {
        return new CompilationKey(compilation.agent(), compilation.id());
    }

    private static Instant later(int seconds) {
        return Fixtures.NOW.plusSeconds(seconds);
    }
}

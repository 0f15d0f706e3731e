package dev.keelson.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Pages;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ApiKeyRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class ApiKeyRepositoryContract {
    private static final Instant LATER = Fixtures.NOW.plusSeconds(60);

    private ApiKeyRepository keys;

    /** A repository without keys. */
    protected abstract ApiKeyRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        keys = emptyRepository();
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        insert("aaaaaaaaaa");

        assertThat(keys.find("bbbbbbbbbb").await()).isEmpty();
    }

    @Test
    void givesBackWhatWasInserted() {
        ApiKey limited = new ApiKey(
                "aaaaaaaaaa",
                "nightly",
                Role.DOMAIN_EXPERT,
                Set.of("triage"),
                "kim",
                "cd".repeat(32),
                Fixtures.NOW,
                "admin",
                LATER,
                null);
        ApiKey unlimited = new ApiKey(
                "bbbbbbbbbb",
                "root",
                Role.ADMIN,
                Set.of(),
                "root",
                "ef".repeat(32),
                Fixtures.NOW,
                "admin",
                null,
                LATER);

        assertThat(keys.insertIfAbsent(limited).await()).isTrue();
        assertThat(keys.insertIfAbsent(unlimited).await()).isTrue();

        assertThat(keys.find("aaaaaaaaaa").await()).contains(limited);
        assertThat(keys.find("bbbbbbbbbb").await()).contains(unlimited);
    }

    @Test
    void leavesAnExistingKeyAsItIs() {
        insert("aaaaaaaaaa");
        ApiKey second = new ApiKey(
                "aaaaaaaaaa", "other", Role.ADMIN, Set.of(), "root", "00".repeat(32), LATER, "mallory", null, null);

        assertThat(keys.insertIfAbsent(second).await()).isFalse();
        assertThat(keys.find("aaaaaaaaaa").await()).contains(Fixtures.apiKey("aaaaaaaaaa"));
    }

    @Test
    void insertsTheKeyOfOneOfManyWriters() {
        Race<Boolean> race = Race.of(writer -> keys.insertIfAbsent(Fixtures.apiKey("aaaaaaaaaa")));

        assertThat(race.lost()).isEmpty();
        assertThat(race.won()).containsOnlyOnce(true).hasSize(Race.WRITERS);
    }

    @Test
    void listsInOrderOfId() {
        List.of("ccccc", "aaaaa", "eeeee", "bbbbb", "ddddd").forEach(this::insert);

        assertThat(Pages.all(2, keys::list))
                .extracting(ApiKey::id)
                .containsExactly("aaaaa", "bbbbb", "ccccc", "ddddd", "eeeee");
    }

    @Test
    void pagesStayStableWhileKeysAreCreated() {
        List.of("b", "d", "f").forEach(this::insert);
        var first = keys.list(PageRequest.first(2)).await();

        List.of("a", "c", "e").forEach(this::insert);

        assertThat(Pages.after(new PageRequest(2, first.nextCursor()), keys::list))
                .extracting(ApiKey::id)
                .containsExactly("e", "f");
    }

    @Test
    void aFullLastPageHasNoCursor() {
        List.of("a", "b").forEach(this::insert);

        assertThat(keys.list(PageRequest.first(2)).await().nextCursor()).isNull();
    }

    @Test
    void refusesCursorsItDidNotGive() {
        insert("aaaaaaaaaa");

        Pages.assertRefusesCursorsItDidNotGive(keys::list);
    }

    @Test
    void aRevokedKeyStays() {
        insert("aaaaaaaaaa");

        ApiKey revoked = keys.revoke("aaaaaaaaaa", LATER).await();

        assertThat(revoked.revokedAt()).isEqualTo(LATER);
        assertThat(revoked.usableAt(LATER)).isFalse();
        assertThat(keys.find("aaaaaaaaaa").await()).contains(revoked);
    }

    @Test
    void revokingTwiceKeepsTheFirstTime() {
        insert("aaaaaaaaaa");
        ApiKey first = keys.revoke("aaaaaaaaaa", LATER).await();

        assertThat(keys.revoke("aaaaaaaaaa", LATER.plusSeconds(9)).await()).isEqualTo(first);
    }

    @Test
    void manyRevokersAgreeOnOneTime() {
        insert("aaaaaaaaaa");

        Race<ApiKey> race = Race.of(writer -> keys.revoke("aaaaaaaaaa", LATER.plusSeconds(writer)));

        assertThat(race.lost()).isEmpty();
        assertThat(Set.copyOf(race.won())).hasSize(1);
    }

    @Test
    void refusesToRevokeAnUnknownKey() {
        insert("aaaaaaaaaa");

        assertThat(Failures.codeOf(keys.revoke("bbbbbbbbbb", LATER))).isEqualTo(ErrorCode.API_KEY_NOT_FOUND);
    }

    private void insert(String id) {
        assertThat(keys.insertIfAbsent(Fixtures.apiKey(id)).await()).isTrue();
    }
}

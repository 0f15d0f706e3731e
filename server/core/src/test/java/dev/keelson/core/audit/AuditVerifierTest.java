package dev.keelson.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.audit.AuditVerification.Bad;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AuditVerifierTest {
    private static final int ENTRIES = 1_200;

    private final Vertx vertx = Vertx.vertx();
    private final InMemoryAuditRepository entries = new InMemoryAuditRepository();
    private final AuditVerifier verifier = new AuditVerifier(vertx, entries);
    private final List<AuditEntry> chain = new ArrayList<>();

    @BeforeEach
    void fill() {
        for (int i = 1; i <= ENTRIES; i++) {
            chain.add(AuditEntry.after(
                    chain.isEmpty() ? null : chain.get(chain.size() - 1),
                    AuditEntries.remap("alias-" + i),
                    AuditEntries.WRITER));
        }
        entries.append(chain).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void findsAnUntouchedChainInOrder() {
        AuditVerification all = verifier.verify(1, null).await();

        assertThat(all)
                .isEqualTo(new AuditVerification(
                        1, ENTRIES, null, null, chain.get(ENTRIES - 1).hash()));
        assertThat(bad(2, 600L)).isNull();
        assertThat(bad(ENTRIES, null)).isNull();
    }

    @Test
    void namesAnEntryWithOneChangedByte() {
        AuditEntry entry = chain.get(699);
        AuditEvent event = AuditEntries.remap("alias-701");
        entries.forge(new AuditEntry(entry.seq(), event, entry.writer(), entry.prev(), entry.hash()));

        assertThat(bad(1, null)).isEqualTo(new Bad(700, "changed after it was written"));
    }

    @Test
    void namesTheEntryAfterOneThatWasWrittenAnew() {
        entries.forge(AuditEntry.after(chain.get(698), AuditEntries.remap("other"), AuditEntries.WRITER));

        assertThat(bad(1, null)).isEqualTo(new Bad(701, "does not follow the entry before it"));
    }

    @Test
    void namesADeletedEntryWhereverAPageEnds() {
        entries.remove(501);
        assertThat(bad(1, null)).isEqualTo(new Bad(501, "missing"));
        entries.remove(500);
        assertThat(bad(1, null)).isEqualTo(new Bad(500, "missing"));
        entries.remove(1);
        assertThat(bad(1, null)).isEqualTo(new Bad(1, "missing"));
        assertThat(bad(2, null)).isEqualTo(new Bad(1, "missing"));
    }

    @Test
    void namesTheFirstOfTwoThatChangedPlaces() {
        AuditEntry one = chain.get(9);
        AuditEntry two = chain.get(10);
        entries.forge(new AuditEntry(10, two.event(), two.writer(), two.prev(), two.hash()));
        entries.forge(new AuditEntry(11, one.event(), one.writer(), one.prev(), one.hash()));

        assertThat(bad(1, null)).isEqualTo(new Bad(10, "does not follow the entry before it"));
    }

    @Test
    void showsACutTailToWhoKnowsHowFarItWent() {
        entries.remove(ENTRIES);

        assertThat(bad(1, null)).isNull();
        assertThat(bad(1, (long) ENTRIES)).isEqualTo(new Bad(ENTRIES, "missing"));
    }

    @Test
    void hasNothingToSayAboutAnEmptyLog() {
        var empty = new AuditVerifier(vertx, new InMemoryAuditRepository());

        assertThat(empty.verify(1, null).await())
                .isEqualTo(new AuditVerification(1, 0, null, null, AuditEntry.FIRST_PREV));
    }

    private @Nullable Bad bad(long from, @Nullable Long to) {
        return verifier.verify(from, to).await().firstBad();
    }
}

package dev.keelson.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Race;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link FeedPositionRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class FeedPositionRepositoryContract {

    /** A repository without a position. */
    protected abstract FeedPositionRepository emptyRepository();

    @Test
    void onlyMovesForward() {
        FeedPositionRepository positions = emptyRepository();
        assertThat(positions.position().await()).isZero();

        Race<String> race = Race.of(node -> positions.advance(node + 1L).map("moved"));

        assertThat(race.won()).hasSize(Race.WRITERS);
        assertThat(positions.position().await()).isEqualTo(Race.WRITERS);
        assertThat(positions.advance(1).compose(done -> positions.position()).await())
                .isEqualTo(Race.WRITERS);
    }
}

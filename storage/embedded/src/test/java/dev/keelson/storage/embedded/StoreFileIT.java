package dev.keelson.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreFileIT {
    /** A commit in the middle of a command would leave data and indexes apart if the process were killed then. */
    @Test
    void commitsOnlyWhenToldTo(@TempDir Path directory) {
        StoreFile file = StoreFile.open(EmbeddedStoreConfig.of(directory.resolve("store.mv")));
        MVMap<Integer, byte[]> map = file.store().openMap("large");
        file.commit();
        long version = file.store().getCurrentVersion();

        for (int i = 0; i < 1_000; i++) {
            map.put(i, new byte[100_000]);
        }

        assertThat(file.store().getCurrentVersion()).isEqualTo(version);
        file.commit();
        assertThat(file.store().getCurrentVersion()).isEqualTo(version + 1);
        file.close();
    }
}

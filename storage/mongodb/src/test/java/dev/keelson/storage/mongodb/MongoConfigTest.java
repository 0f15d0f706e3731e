package dev.keelson.storage.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoConfigTest {
    private static final MongoConfig CONFIG = MongoConfig.of(Secret.of("mongodb://u:hunter2@db.example"), "keelson");

    @Test
    void doesNotPrintTheConnectionString() {
        assertThat(CONFIG.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "$db", "a b", "a/b", "1234567890123456789012345678901234567890"})
    void refusesADatabaseNameThatMongoDbWouldRefuse(String name) {
        assertThatThrownBy(() -> MongoConfig.of(Secret.of("mongodb://db.example"), name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("database: " + name);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501})
    void refusesAPoolOfNoUse(int size) {
        assertThatThrownBy(() -> CONFIG.withMaxPoolSize(size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxPoolSize: " + size);
    }

    @Test
    void refusesToWaitForNoTime() {
        assertThatThrownBy(() -> CONFIG.withOpenTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CONFIG.withOperationTimeout(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

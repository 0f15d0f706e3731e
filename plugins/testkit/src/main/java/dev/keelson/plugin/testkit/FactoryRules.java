package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ConfigKey;
import java.util.List;

/** What holds for every factory of the plugin API. */
final class FactoryRules {
    private FactoryRules() {}

    static void requireName(String name) {
        assertThat(name).as("factory name").matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(64);
    }

    static void requireKeys(List<ConfigKey> keys) {
        assertThat(keys).extracting(ConfigKey::name).as("setting names").doesNotHaveDuplicates();
        assertThat(keys).allSatisfy(FactoryRules::requireKey);
    }

    private static void requireKey(ConfigKey key) {
        assertThat(key.name()).as("setting name").matches("[a-z][A-Za-z0-9]*");
        assertThat(key.description()).as("description of " + key.name()).isNotBlank();
        if (key.type() == ConfigKey.Type.SECRET) {
            assertThat(key.defaultValue())
                    .as("default of the secret " + key.name())
                    .isEmpty();
        }
    }
}

package dev.keelson.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.testkit.TestPluginContext;
import java.util.Map;

/** JSON in single quotes, so that tests stay readable. */
final class TestJson {
    private TestJson() {}

    @SuppressWarnings("unchecked") // a JSON object has text keys
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) json(json);
    }

    static Object json(String json) {
        Object value = TestPluginContext.create().json().read(json.replace('\'', '"'));
        assertThat(value).isNotNull();
        return value;
    }
}

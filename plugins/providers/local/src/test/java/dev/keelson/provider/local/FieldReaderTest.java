package dev.keelson.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.plugin.api.PluginException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldReaderTest {

    @Test
    void readsNullableEnumsWithTheirMeanings() {
        Map<String, Object> color = new HashMap<>();
        color.put("type", List.of("string", "null"));
        color.put("enum", Arrays.asList("red", "blue", null));
        color.put("x-keelson-values", Map.of("red", "like fire"));

        Field field = only(color, true);

        assertThat(field.type()).isEqualTo(FieldType.ENUM);
        assertThat(field.limits().nullable()).isTrue();
        assertThat(field.choices()).containsExactly(new Choice("red", "like fire"), new Choice("blue", ""));
    }

    @Test
    void readsAUnionWithNullAsNullable() {
        Field field = only(Map.of("anyOf", List.of(Map.of("type", "integer"), Map.of("type", "null"))), false);

        assertThat(field.type()).isEqualTo(FieldType.INTEGER);
        assertThat(field.limits().nullable()).isTrue();
        assertThat(field.limits().required()).isFalse();
    }

    @Test
    void namesFieldsByPointer() {
        var inner = Map.of("type", "object", "properties", Map.of("id", Map.of("type", "string")));

        Field field = only(inner, true);

        assertThat(field.children()).extracting(Field::pointer).containsExactly("/it/id");
    }

    @Test
    void refusesSchemasWithoutEnd() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("type", "object");
        endless.put("properties", Map.of("again", endless));

        assertThatThrownBy(() -> FieldReader.read(endless)).isInstanceOf(PluginException.class);
    }

    private static Field only(Map<String, ?> property, boolean required) {
        Map<String, Object> schema = new HashMap<>();
        schema.put("type", "object");
        schema.put("properties", Map.of("it", property));
        schema.put("required", required ? List.of("it") : List.of());
        return FieldReader.read(schema).children().get(0);
    }
}

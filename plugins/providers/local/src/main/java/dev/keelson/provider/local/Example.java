package dev.keelson.provider.local;

import java.util.Map;
import java.util.Optional;

/** One worked example of the agent: an input and the right output. */
record Example(Document input, Map<String, Object> output) {

    /** The right value of a field, found by its JSON Pointer; empty when it is absent or null. */
    Optional<Object> value(Field field) {
        Object value = output;
        for (String name : field.pointer().substring(1).split("/", -1)) {
            value = FieldReader.map(value).get(name);
            if (value == null) {
                return Optional.empty();
            }
        }
        return Optional.of(value);
    }
}

package dev.keelson.provider.local;

import java.util.List;
import java.util.Optional;

/**
 * One field of the output contract.
 *
 * @param children the properties of an object, or the single item schema of a list
 */
record Field(Label label, FieldType type, Limits limits, List<Choice> choices, List<Field> children) {

    Field {
        choices = List.copyOf(choices);
        children = List.copyOf(children);
    }

    String name() {
        return label.name();
    }

    String description() {
        return label.description();
    }

    String pointer() {
        return label.pointer();
    }

    /** Name and description, the words that cues are looked up in. */
    String text() {
        return Words.spaced(name()) + ". " + description();
    }

    /** Whether the field belongs to the items of a list. */
    boolean isInList() {
        return (pointer() + "/").contains("/-/");
    }

    /** The schema of a list's items; empty when the schema says nothing about them. */
    Optional<Field> item() {
        return type == FieldType.LIST ? children.stream().findFirst() : Optional.empty();
    }

    /** Where a field stands in the output and what it is for. */
    record Label(String pointer, String name, String description) {}
}

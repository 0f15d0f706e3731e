package dev.keelson.core.agentapi;

import java.util.List;

/**
 * The types of one schema for generated clients.
 *
 * @param name of the whole schema's type
 * @param root the type itself; a {@link ClientType.Named} of that name when it is an object
 * @param declarations each after those that it needs, except in a circle
 */
record ClientTypes(String name, ClientType root, List<Declaration> declarations) {

    ClientTypes {
        declarations = List.copyOf(declarations);
    }

    /** A type that has a name. */
    sealed interface Declaration {

        String name();
    }

    /** An object with known fields. */
    record Structure(String name, String comment, List<Field> fields) implements Declaration {

        Structure {
            fields = List.copyOf(fields);
        }
    }

    /** One of a few texts. */
    record Choice(String name, String comment, List<String> values) implements Declaration {

        Choice {
            values = List.copyOf(values);
        }
    }

    /** Another name for a type, so that it can contain itself. */
    record Alias(String name, ClientType type) implements Declaration {}

    /** A field of a structure. */
    record Field(String name, String comment, ClientType type, boolean required) {}

    List<Structure> structures() {
        return of(Structure.class);
    }

    List<Choice> choices() {
        return of(Choice.class);
    }

    List<Alias> aliases() {
        return of(Alias.class);
    }

    private <T> List<T> of(Class<T> kind) {
        return declarations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

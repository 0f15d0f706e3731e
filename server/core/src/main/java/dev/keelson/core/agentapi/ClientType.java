package dev.keelson.core.agentapi;

import java.util.List;

/** A type in a generated client, whatever its language. */
interface ClientType {

    /** The type as a language writes it. */
    String spell(Spelling language);

    /** How a language writes types. */
    interface Spelling {
        String scalar(Scalar scalar);

        /** A type that is declared under this name. */
        String named(String name);

        String listOf(String items);

        String mapOf(String values);

        String oneOf(List<String> options);

        String nullable(String type);
    }

    /** Types without parts. */
    enum Scalar implements ClientType {
        TEXT,
        WHOLE,
        DECIMAL,
        FLAG,
        /** Any JSON value, where the schema says nothing more that a type could say. */
        ANYTHING;

        @Override
        public String spell(Spelling language) {
            return language.scalar(this);
        }
    }

    /** A declared type. */
    record Named(String name) implements ClientType {

        @Override
        public String spell(Spelling language) {
            return language.named(name);
        }
    }

    /** A list. */
    record ListOf(ClientType items) implements ClientType {

        @Override
        public String spell(Spelling language) {
            return language.listOf(items.spell(language));
        }
    }

    /** An object whose keys are data. */
    record MapOf(ClientType values) implements ClientType {

        @Override
        public String spell(Spelling language) {
            return language.mapOf(values.spell(language));
        }
    }

    /** A value of one of several types. */
    record OneOf(List<ClientType> options) implements ClientType {

        public OneOf {
            options = List.copyOf(options);
        }

        @Override
        public String spell(Spelling language) {
            return language.oneOf(options.stream()
                    .map(option -> option.spell(language))
                    .distinct()
                    .toList());
        }
    }

    /** A value or null. */
    record Nullable(ClientType type) implements ClientType {

        @Override
        public String spell(Spelling language) {
            return language.nullable(type.spell(language));
        }
    }
}

package dev.keelson.core.spec;

/** One field of an input or output, as its bullet declares it. */
record Field(String name, FieldType type, Qualifiers qualifiers, String description) {}

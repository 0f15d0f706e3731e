package dev.keelson.provider.local;

/** What kind of value a field of the output takes. */
enum FieldType {
    STRING,
    DATE,
    DATE_TIME,
    EMAIL,
    URI,
    INTEGER,
    NUMBER,
    BOOLEAN,
    ENUM,
    LIST,
    OBJECT,
    /** A schema that this provider does not read, such as a union of several types. */
    UNKNOWN;

    /** Chosen among known values, as opposed to found in the input. */
    boolean isChoice() {
        return this == ENUM || this == BOOLEAN;
    }
}

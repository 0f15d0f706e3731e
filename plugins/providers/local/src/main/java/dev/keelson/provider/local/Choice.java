package dev.keelson.provider.local;

/** One value that a field may take, with what it means in words. */
record Choice(Object value, String meaning) {

    /** The value as it is written in rules and examples. */
    String name() {
        return value.toString();
    }

    /** The value as words: {@code account_access} reads {@code account access}. */
    String words() {
        return Words.spaced(name());
    }
}

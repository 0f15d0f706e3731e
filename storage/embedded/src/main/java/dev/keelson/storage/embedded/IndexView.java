package dev.keelson.storage.embedded;

import java.util.Arrays;

/** One secondary index as it was at one moment. */
record IndexView(IndexDefinition definition, boolean multikey, MapView entries) {

    /** The id of the document behind an entry; see {@link StoredIndex} for the two forms. */
    byte[] idOf(byte[] key, byte[] value) {
        if (definition.unique()) {
            return value;
        }
        int keyLength = ((value[0] & 0xFF) << 8) | (value[1] & 0xFF);
        return Arrays.copyOfRange(key, keyLength, key.length);
    }
}

package dev.keelson.storage.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void givesBackItsKeys() {
        Cursor cursor = Cursor.decode("traces", 2, Cursor.encode("traces", 123L, "ab"));

        assertThat(cursor.number(0)).isEqualTo(123);
        assertThat(cursor.text(1)).isEqualTo("ab");
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        String cursor = Cursor.encode("agents", "triage");

        assertRefused(() -> Cursor.decode("apiKeys", 1, cursor));
        assertRefused(() -> Cursor.decode("agents", 2, cursor));
    }

    @Test
    void refusesAKeyOfAnotherKind() {
        Cursor text = Cursor.decode("versions", 1, Cursor.encode("versions", "seven"));
        Cursor large = Cursor.decode("versions", 1, Cursor.encode("versions", Long.MAX_VALUE));

        assertRefused(() -> text.number(0));
        assertRefused(() -> text.integer(0));
        assertRefused(() -> large.integer(0));
    }

    private static void assertRefused(ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
    }
}

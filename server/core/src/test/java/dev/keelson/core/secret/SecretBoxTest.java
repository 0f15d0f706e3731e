package dev.keelson.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final Secret VALUE = Secret.of("sk-canary-ünïcode-7f3a");
    private static final MasterKey OLD = MasterKey.of(Secret.of("old".repeat(20)));
    private static final MasterKey NEW = MasterKey.of(Secret.of("new".repeat(20)));

    private final SecretBox before = new SecretBox(OLD, null, new SecureRandom());
    private final SecretBox after = new SecretBox(NEW, OLD, new SecureRandom());

    @Test
    void opensWhatItSealed() {
        assertThat(before.open(before.seal(VALUE, "here"), "here").reveal()).isEqualTo(VALUE.reveal());
    }

    @Test
    void tellsNothingOfTheValue() {
        SealedSecret first = before.seal(VALUE, "here");
        SealedSecret second = before.seal(VALUE, "here");

        assertThat(first.sealedValue()).isNotEqualTo(second.sealedValue());
        assertThat(first.wrappedKey()).isNotEqualTo(second.wrappedKey());
        assertThat(first.toString()).doesNotContain(first.sealedValue(), first.wrappedKey());
        assertThat(OLD.toString()).doesNotContain("oldold");
        assertThat(OLD.id()).hasSize(16).isNotEqualTo(NEW.id());
    }

    @Test
    void doesNotOpenInAnotherPlace() {
        SealedSecret sealed = before.seal(VALUE, "here");

        refuses(() -> before.open(sealed, "there"));
    }

    @Test
    void doesNotOpenWithAKeyOrValueOfAnotherSecret() {
        SealedSecret sealed = before.seal(VALUE, "here");
        SealedSecret other = before.seal(VALUE, "here");

        refuses(() -> before.open(new SealedSecret(sealed.keyId(), sealed.wrappedKey(), other.sealedValue()), "here"));
        refuses(() -> before.open(new SealedSecret(sealed.keyId(), "AAAA", sealed.sealedValue()), "here"));
        refuses(() -> before.open(new SealedSecret(sealed.keyId(), "not base64!", sealed.sealedValue()), "here"));
    }

    @Test
    void rewrapsUnderTheNewMasterKeyAndOnlyThen() {
        SealedSecret sealed = before.seal(VALUE, "here");

        SealedSecret rewrapped = after.rewrap(sealed, "here").orElseThrow();

        assertThat(after.open(sealed, "here").reveal()).isEqualTo(VALUE.reveal());
        assertThat(rewrapped.keyId()).isEqualTo(NEW.id());
        assertThat(new SecretBox(NEW, null, new SecureRandom())
                        .open(rewrapped, "here")
                        .reveal())
                .isEqualTo(VALUE.reveal());
        assertThat(after.rewrap(rewrapped, "here")).isEmpty();
        refuses(() -> before.open(rewrapped, "here"));
        refuses(() -> after.rewrap(sealed, "there"));
    }

    @Test
    void refusesAShortMasterKey() {
        assertThatThrownBy(() -> MasterKey.of(Secret.of("short-and-secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short-and-secret");
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable opening) {
        assertThatThrownBy(opening).isInstanceOfSatisfying(KeelsonException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE);
            assertThat(failure.text()).doesNotContain(VALUE.reveal());
        });
    }
}

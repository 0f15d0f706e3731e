package dev.keelson.core.secret;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets before they are stored: AES-256-GCM under a data key of their own, which the master key wraps. The binding
 * says where a secret belongs; a ciphertext that was moved elsewhere does not open. Safe for concurrent use.
 */
public final class SecretBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKey current;
    private final @Nullable MasterKey previous;
    private final SecureRandom random;

    /** {@code previous}: still opens what was sealed before the master key was changed; null when it never was. */
    public SecretBox(MasterKey current, @Nullable MasterKey previous, SecureRandom random) {
        this.current = current;
        this.previous = previous;
        this.random = random;
    }

    /** {@code binding}: everything that the secret is bound to; needed again to open it. */
    public SealedSecret seal(Secret secret, String binding) {
        byte[] dataKey = randomBytes(KEY_BYTES);
        byte[] sealed =
                encrypt(new SecretKeySpec(dataKey, "AES"), secret.reveal().getBytes(StandardCharsets.UTF_8), binding);
        return new SealedSecret(current.id(), text(encrypt(current.key(), dataKey, binding)), text(sealed));
    }

    /** Fails with {@link ErrorCode#SECRET_UNREADABLE} when its master key is not there or it was sealed for another place. */
    public Secret open(SealedSecret sealed, String binding) {
        SecretKey dataKey = new SecretKeySpec(decrypt(wrapping(sealed), sealed.wrappedKey(), binding), "AES");
        return Secret.of(new String(decrypt(dataKey, sealed.sealedValue(), binding), StandardCharsets.UTF_8));
    }

    /** The secret with its data key under the current master key; empty when it is already. Fails like {@link #open}. */
    public Optional<SealedSecret> rewrap(SealedSecret sealed, String binding) {
        if (sealed.keyId().equals(current.id())) {
            return Optional.empty();
        }
        byte[] dataKey = decrypt(wrapping(sealed), sealed.wrappedKey(), binding);
        byte[] wrapped = encrypt(current.key(), dataKey, binding);
        return Optional.of(new SealedSecret(current.id(), text(wrapped), sealed.sealedValue()));
    }

    private SecretKey wrapping(SealedSecret sealed) {
        if (sealed.keyId().equals(current.id())) {
            return current.key();
        }
        if (previous != null && sealed.keyId().equals(previous.id())) {
            return previous.key();
        }
        throw unreadable("it was sealed under master key " + sealed.keyId() + ", which is not configured");
    }

    private byte[] encrypt(SecretKey key, byte[] plain, String binding) {
        byte[] nonce = randomBytes(NONCE_BYTES);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
            byte[] encrypted = cipher.doFinal(plain);
            byte[] whole = Arrays.copyOf(nonce, nonce.length + encrypted.length);
            System.arraycopy(encrypted, 0, whole, nonce.length, encrypted.length);
            return whole;
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static byte[] decrypt(SecretKey key, String text, String binding) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, whole, 0, NONCE_BYTES));
            cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
        } catch (AEADBadTagException | IllegalArgumentException notForThis) {
            throw unreadable("it was changed in the store, or belongs to another setting or address");
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeelsonException unreadable(String why) {
        return new KeelsonException(ErrorCode.SECRET_UNREADABLE, "a stored secret can't be read: " + why);
    }
}

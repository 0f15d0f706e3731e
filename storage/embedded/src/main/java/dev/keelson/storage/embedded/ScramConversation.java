package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server side of SCRAM-SHA-256 (RFC 5802 and 7677) for one connection: {@code saslStart}, then {@code saslContinue}.
 * Confined to the event loop of its connection.
 */
final class ScramConversation {
    private static final String MECHANISM = "SCRAM-SHA-256";
    private static final String WITHOUT_CHANNEL_BINDING = "n,,";
    private static final int NONCE_BYTES = 24;

    private final StoreCredential credential;
    private final SecureRandom random;
    private @Nullable Started started;
    private boolean finished;

    ScramConversation(StoreCredential credential, SecureRandom random) {
        this.credential = credential;
        this.random = random;
    }

    boolean isFinished() {
        return finished;
    }

    /** Returns the salt and a nonce to sign. */
    Document start(Document command) {
        String first = payload(command);
        if (!MECHANISM.equals(command.get("mechanism")) || !first.startsWith(WITHOUT_CHANNEL_BINDING)) {
            throw CommandErrors.authenticationFailed();
        }
        String clientFirst = first.substring(WITHOUT_CHANNEL_BINDING.length());
        Map<String, String> attributes = attributes(clientFirst);
        if (!credential.user().equals(attributes.get("n"))) {
            throw CommandErrors.authenticationFailed();
        }
        byte[] nonceBytes = new byte[NONCE_BYTES];
        random.nextBytes(nonceBytes);
        String nonce = require(attributes, "r") + Base64.getEncoder().encodeToString(nonceBytes);
        String serverFirst = "r=" + nonce + ",s=" + credential.salt() + ",i=" + StoreCredential.ITERATIONS;
        started = new Started(nonce, clientFirst + "," + serverFirst);
        return reply(serverFirst, false);
    }

    /** Verifies that the client knows the password, and proves that the server does. */
    Document proceed(Document command) {
        Started conversation = started;
        started = null;
        if (conversation == null) {
            throw CommandErrors.authenticationFailed();
        }
        String clientFinal = payload(command);
        Map<String, String> attributes = attributes(clientFinal);
        int proofAt = clientFinal.lastIndexOf(",p=");
        if (proofAt < 0 || !conversation.nonce.equals(attributes.get("r"))) {
            throw CommandErrors.authenticationFailed();
        }
        String signed = conversation.messages + "," + clientFinal.substring(0, proofAt);
        if (!MessageDigest.isEqual(decode(require(attributes, "p")), proof(signed))) {
            throw CommandErrors.authenticationFailed();
        }
        finished = true;
        byte[] signature = StoreCredential.hmac(credential.serverKey(), signed);
        return reply("v=" + Base64.getEncoder().encodeToString(signature), true);
    }

    private byte[] proof(String signed) {
        byte[] proof = credential.clientKey();
        byte[] signature = StoreCredential.hmac(sha256(proof), signed);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= signature[i];
        }
        return proof;
    }

    private static Document reply(String payload, boolean done) {
        return new Document("conversationId", 1)
                .append("done", done)
                .append("payload", new BinData(payload.getBytes(StandardCharsets.UTF_8)))
                .append("ok", 1.0);
    }

    private static String payload(Document command) {
        if (command.get("payload") instanceof BinData payload) {
            return new String(payload.getData(), StandardCharsets.UTF_8);
        }
        throw CommandErrors.authenticationFailed();
    }

    private static Map<String, String> attributes(String message) {
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : message.split(",", -1)) {
            if (attribute.length() > 1 && attribute.charAt(1) == '=') {
                attributes.put(attribute.substring(0, 1), attribute.substring(2));
            }
        }
        return attributes;
    }

    private static String require(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null || value.isEmpty()) {
            throw CommandErrors.authenticationFailed();
        }
        return value;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw CommandErrors.authenticationFailed();
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** The first half of a conversation: the nonce to be returned, and both messages, which are to be signed. */
    private record Started(String nonce, String messages) {}
}

package dev.keelson.storage.mongodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.providerconfig.StoredProvider;
import dev.keelson.core.providerconfig.StoredSecret;
import dev.keelson.core.secret.SealedSecret;
import java.util.HashMap;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Stored providers as documents: settings are JSON text, secrets are ciphertext. */
final class ProviderDocuments {
    static final String COLLECTION = "providers";

    private static final String KIND = "kind";
    private static final String SETTINGS = "settings";
    private static final String SECRETS = "secrets";
    private static final String REVISION = "revision";
    private static final String CHANGED_AT = "changedAt";
    private static final String CHANGED_BY = "changedBy";
    private static final String SETTING = "setting";
    private static final String ORIGIN = "origin";
    private static final String UPDATED_AT = "updatedAt";
    private static final String KEY_ID = "keyId";
    private static final String WRAPPED_KEY = "wrappedKey";
    private static final String SEALED_VALUE = "sealedValue";

    private ProviderDocuments() {}

    static BsonDocument of(StoredProvider provider) {
        return new Fields(fields(provider)).put(Fields.ID, provider.name()).document();
    }

    static BsonDocument update(StoredProvider provider) {
        return new BsonDocument("$set", fields(provider));
    }

    static BsonDocument atRevision(String name, int revision) {
        return new BsonDocument(Fields.ID, new BsonString(name)).append(REVISION, new BsonInt32(revision));
    }

    static StoredProvider provider(BsonDocument document) {
        Fields fields = new Fields(document);
        return new StoredProvider(
                fields.text(Fields.ID),
                fields.text(KIND),
                StoredJson.read(fields.text(SETTINGS), JsonNode.class),
                secrets(document.getArray(SECRETS)),
                fields.integer(REVISION),
                fields.time(CHANGED_AT),
                fields.text(CHANGED_BY));
    }

    private static BsonDocument fields(StoredProvider provider) {
        var secrets = new BsonArray();
        provider.secrets().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> secrets.add(secret(entry.getKey(), entry.getValue())));
        return Fields.empty()
                .put(KIND, provider.kind())
                .put(SETTINGS, Json.text(provider.settings()))
                .put(SECRETS, secrets)
                .put(REVISION, provider.revision())
                .put(CHANGED_AT, provider.changedAt())
                .put(CHANGED_BY, provider.changedBy())
                .document();
    }

    private static BsonDocument secret(String setting, StoredSecret secret) {
        return Fields.empty()
                .put(SETTING, setting)
                .put(ORIGIN, secret.origin())
                .put(UPDATED_AT, secret.updatedAt())
                .put(KEY_ID, secret.sealed().keyId())
                .put(WRAPPED_KEY, secret.sealed().wrappedKey())
                .put(SEALED_VALUE, secret.sealed().sealedValue())
                .document();
    }

    private static Map<String, StoredSecret> secrets(BsonArray stored) {
        Map<String, StoredSecret> secrets = new HashMap<>();
        stored.forEach(each -> {
            Fields fields = new Fields(each.asDocument());
            var sealed = new SealedSecret(fields.text(KEY_ID), fields.text(WRAPPED_KEY), fields.text(SEALED_VALUE));
            secrets.put(fields.text(SETTING), new StoredSecret(sealed, fields.text(ORIGIN), fields.time(UPDATED_AT)));
        });
        return secrets;
    }
}

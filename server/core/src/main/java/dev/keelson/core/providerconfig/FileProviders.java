package dev.keelson.core.providerconfig;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.util.List;

/** The providers of the configuration file, in its order. */
public record FileProviders(List<FileProvider> all) {

    public FileProviders {
        all = List.copyOf(all);
    }

    /** Fails with {@link ErrorCode#PROVIDER_READ_ONLY} when the file configures this name. */
    void requireNot(String name) {
        if (has(name)) {
            throw new KeelsonException(
                    ErrorCode.PROVIDER_READ_ONLY,
                    "provider " + name + " stands in the configuration file; it can't be changed here");
        }
    }

    boolean has(String name) {
        return all.stream().anyMatch(provider -> provider.name().equals(name));
    }
}

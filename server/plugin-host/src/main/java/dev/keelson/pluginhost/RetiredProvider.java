package dev.keelson.pluginhost;

import java.util.concurrent.atomic.AtomicBoolean;

/** A provider that was replaced and may still run calls; closed once, by whoever is first. */
final class RetiredProvider implements LoadedPlugin.BoundExtension {
    private final ProviderBinding binding;
    private final AtomicBoolean closed = new AtomicBoolean();

    RetiredProvider(ProviderBinding binding) {
        this.binding = binding;
    }

    @Override
    public void release() {
        if (closed.compareAndSet(false, true)) {
            binding.close();
        }
    }
}

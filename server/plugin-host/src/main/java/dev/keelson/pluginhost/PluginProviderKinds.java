package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.providerconfig.CheckedSettings;
import dev.keelson.core.providerconfig.ProviderKind;
import dev.keelson.core.providerconfig.ProviderKinds;
import dev.keelson.core.secret.SecretSource;
import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The kinds of providers that started plugins bring. */
final class PluginProviderKinds implements ProviderKinds {
    private final PluginTable table;
    private final SecretSource secrets;

    PluginProviderKinds(PluginTable table, SecretSource secrets) {
        this.table = table;
        this.secrets = secrets;
    }

    @Override
    public List<ProviderKind> kinds() {
        List<ProviderKind> kinds = new ArrayList<>();
        for (LoadedPlugin plugin : table.state().loaded()) {
            for (Extension<ProviderFactory> extension :
                    plugin.extensions().providers().values()) {
                kinds.add(new ProviderKind(extension.kind(), plugin.candidate().id(), extension.keys()));
            }
        }
        kinds.sort(Comparator.comparing(ProviderKind::name));
        return kinds;
    }

    @Override
    public CheckedSettings check(String kind, JsonNode settings) {
        List<ConfigKey> keys = find(kind)
                .map(ProviderKind::keys)
                .orElseThrow(() -> new IllegalArgumentException("provider kind: " + kind + " is not installed"));
        SettingsReading reading = new SettingsReading(keys, new SecretReading.ByNameOrText(secrets));
        reading.read(settings);
        List<String> origins =
                reading.targets().stream().map(Origin::toString).distinct().toList();
        return new CheckedSettings(reading.violations(), origins);
    }
}

package dev.keelson.pluginhost;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.plugin.InstalledPlugin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, reloads and removes plugins. A new state of a plugin is started beside the old one and takes over only when it
 * works; the old one is retired in the background. Blocks; used by one thread at a time.
 */
final class PluginChanges {
    private static final Logger LOG = LoggerFactory.getLogger(PluginChanges.class);

    private final PluginTable table;
    private final PluginFolder folder;
    private final WorkFolder work;
    private final PluginStarter starter;
    private final Duration drainTimeout;
    private final PluginInspector inspector = new PluginInspector();
    private final CandidateScan scan;

    PluginChanges(PluginTable table, PluginHostConfig config, PluginStarter starter, WorkFolder work) {
        this.table = table;
        this.work = work;
        folder = new PluginFolder(config.pluginsDir());
        this.starter = starter;
        drainTimeout = config.limits().drainTimeout();
        scan = new CandidateScan(folder, work, inspector);
    }

    /** Starts whatever can be started; never fails because of a plugin. */
    void startAll() throws IOException {
        folder.create();
        List<Candidate> candidates = scan.settle(scan.all());
        List<PluginStarter.Attempt> attempts = candidates.stream()
                .filter(Candidate::loadable)
                .map(starter::start)
                .toList();
        HostState next = HostState.EMPTY;
        for (PluginStarter.Attempt attempt : attempts) {
            next = next.replacing(attempt.candidate().id(), List.of(outcome(attempt, next)));
        }
        table.publish(next.with(rejections(candidates)));
        table.state().views().forEach(PluginChanges::log);
    }

    InstalledPlugin install(String file, byte[] jar) throws IOException {
        try {
            PluginFolder.requireFileName(file);
            PluginFolder.requireSize(jar);
            return install(scan.candidate(file, jar), jar);
        } catch (PluginRejection rejection) {
            throw new KeelsonException(ErrorCode.PLUGIN_REJECTED, rejection.reason());
        }
    }

    /** Fails with {@link ErrorCode#PLUGIN_REJECTED} when the new state can't be started; one that runs then keeps running. */
    InstalledPlugin reload(String id) throws IOException {
        List<Candidate> candidates = scan.settle(scan.withId(id));
        if (candidates.isEmpty()) {
            throw notFound(id);
        }
        Optional<Candidate> best =
                candidates.stream().filter(Candidate::loadable).findFirst();
        List<PluginRecord> records = new ArrayList<>(rejections(candidates));
        best.ifPresent(candidate -> records.add(0, outcome(starter.start(candidate), table.state())));
        PluginRecord first = records.get(0);
        boolean keepsRunning = table.state().running(id).isPresent() && first.loaded() == null;
        if (!keepsRunning) {
            replace(id, records);
        }
        if (first.loaded() == null) {
            throw new KeelsonException(
                    ErrorCode.PLUGIN_REJECTED,
                    first.view().reason() + (keepsRunning ? "; what was loaded before keeps running" : ""));
        }
        return first.view();
    }

    void remove(String id) throws IOException {
        List<PluginRecord> known = table.state().withId(id);
        if (known.isEmpty()) {
            throw notFound(id);
        }
        for (PluginRecord each : known) {
            folder.delete(each.view().file());
        }
        replace(id, List.of());
    }

    /** Stops everything, waiting for calls in flight. */
    void stopAll() throws IOException {
        List<LoadedPlugin> plugins = table.state().loaded();
        table.publish(HostState.EMPTY);
        List<Thread> stopping = plugins.stream()
                .map(plugin -> thread(plugin, () -> plugin.stop(drainTimeout)))
                .toList();
        stopping.forEach(Thread::start);
        stopping.forEach(PluginChanges::waitFor);
        work.close();
    }

    private InstalledPlugin install(Candidate candidate, byte[] jar) throws IOException, PluginRejection {
        if (!candidate.loadable()) {
            WorkFolder.deleteQuietly(candidate.jar().copy());
            throw new PluginRejection(String.valueOf(candidate.rejection()));
        }
        requireOwnFile(candidate);
        PluginRecord started = outcome(starter.start(candidate), table.state());
        LoadedPlugin plugin = started.loaded();
        if (plugin == null) {
            throw new PluginRejection(String.valueOf(started.view().reason()));
        }
        try {
            folder.store(candidate.jar().file(), jar);
            deleteOthers(candidate);
        } catch (IOException notStored) {
            background(plugin, () -> plugin.stop(Duration.ZERO));
            throw notStored;
        }
        replace(candidate.id(), List.of(started));
        return started.view();
    }

    private void requireOwnFile(Candidate candidate) throws PluginRejection {
        String file = candidate.jar().file();
        Optional<PluginRecord> owner = table.state().ofFile(file);
        if (owner.isPresent()
                && !owner.get().view().id().equals(candidate.id())
                && !owner.get().view().id().equals(file)) {
            WorkFolder.deleteQuietly(candidate.jar().copy());
            throw new PluginRejection("file name: " + file + " belongs to plugin '"
                    + owner.get().view().id() + "'");
        }
    }

    private void deleteOthers(Candidate candidate) throws IOException {
        for (PluginRecord each : table.state().withId(candidate.id())) {
            if (!each.view().file().equals(candidate.jar().file())) {
                folder.delete(each.view().file());
            }
        }
    }

    private PluginRecord outcome(PluginStarter.Attempt attempt, HostState beside) {
        try {
            LoadedPlugin plugin = attempt.await();
            Optional<String> conflict = beside.conflict(plugin);
            if (conflict.isPresent()) {
                background(plugin, () -> plugin.stop(Duration.ZERO));
                return PluginRecord.rejected(attempt.candidate(), conflict.get());
            }
            return PluginRecord.started(plugin);
        } catch (PluginRejection failure) {
            WorkFolder.deleteQuietly(attempt.candidate().jar().copy());
            return PluginRecord.failed(attempt.candidate(), failure.reason());
        }
    }

    private void replace(String id, List<PluginRecord> records) {
        List<LoadedPlugin> gone = new ArrayList<>(table.state().loaded());
        table.publish(table.state().replacing(id, records));
        // Not only this id: its file may have held another plugin before.
        gone.removeAll(table.state().loaded());
        gone.forEach(plugin -> background(plugin, () -> plugin.retire(drainTimeout)));
        records.forEach(each -> log(each.view()));
    }

    private static List<PluginRecord> rejections(List<Candidate> candidates) {
        List<PluginRecord> records = new ArrayList<>();
        for (Candidate each : candidates) {
            String reason = each.rejection();
            if (reason != null) {
                WorkFolder.deleteQuietly(each.jar().copy());
                records.add(PluginRecord.rejected(each, reason));
            }
        }
        return records;
    }

    private static void background(LoadedPlugin plugin, Runnable work) {
        thread(plugin, work).start();
    }

    private static Thread thread(LoadedPlugin plugin, Runnable work) {
        Thread thread = new Thread(work, "plugin-" + plugin.candidate().id() + "-retire");
        thread.setDaemon(true);
        return thread;
    }

    private static void waitFor(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void log(InstalledPlugin plugin) {
        if (plugin.reason() == null) {
            LOG.info("plugin '{}' {} started from {}", plugin.id(), plugin.version(), plugin.file());
        } else {
            LOG.warn("plugin file {} is {}: {}", plugin.file(), plugin.state(), plugin.reason());
        }
    }

    private static KeelsonException notFound(String id) {
        return new KeelsonException(ErrorCode.PLUGIN_NOT_FOUND, "no plugin '" + id + "'");
    }
}

package dev.keelson.pluginhost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the files of the plugin folder and picks one per id. Runs no code of a plugin. */
final class CandidateScan {
    private final PluginFolder folder;
    private final WorkFolder work;
    private final PluginInspector inspector;

    CandidateScan(PluginFolder folder, WorkFolder work, PluginInspector inspector) {
        this.folder = folder;
        this.work = work;
        this.inspector = inspector;
    }

    List<Candidate> all() throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (String file : folder.files()) {
            candidates.add(candidate(file));
        }
        return candidates;
    }

    /** Files whose manifest has this id; a file without an id has its name as one. */
    List<Candidate> withId(String id) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (String file : folder.files()) {
            if (file.equals(id) || inspector.hasId(folder.path(file), id)) {
                candidates.add(candidate(file));
            }
        }
        return candidates;
    }

    Candidate candidate(String file, byte[] jar) throws IOException {
        return folder.lock().check(inspector.inspect(work.copy(file, jar)));
    }

    /** The same files in order of id; of several with one id all but the highest version are rejected. */
    List<Candidate> settle(List<Candidate> candidates) {
        Map<String, Candidate> best = new HashMap<>();
        candidates.stream().filter(Candidate::loadable).forEach(each -> best.merge(each.id(), each, this::higher));
        return candidates.stream()
                .map(each -> settled(each, best.get(each.id())))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    private Candidate candidate(String file) throws IOException {
        byte[] bytes;
        try {
            bytes = folder.read(file);
        } catch (IOException unreadable) {
            return Candidate.unreadable(work.nothing(file), Failures.words(unreadable));
        }
        return candidate(file, bytes);
    }

    /** Of equal versions the first file in order of name stays. */
    private Candidate higher(Candidate one, Candidate other) {
        return inspector.compare(one, other) >= 0 ? one : other;
    }

    private static Candidate settled(Candidate candidate, @Nullable Candidate best) {
        if (best == null || candidate.equals(best) || !candidate.loadable()) {
            return candidate;
        }
        return candidate.rejected(
                "another file has its id: " + best.jar().file() + " with version " + best.versionText());
    }
}

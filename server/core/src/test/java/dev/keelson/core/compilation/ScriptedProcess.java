package dev.keelson.core.compilation;

import dev.keelson.core.common.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A process for tests that does what it is told and remembers its inputs. Safe for concurrent use. */
public final class ScriptedProcess implements CompilationProcess {
    private final ProcessName name;
    private final Set<ProcessName> needs;
    private final List<ProcessInput> inputs = new CopyOnWriteArrayList<>();
    private final Queue<Promise<Void>> gates = new ConcurrentLinkedQueue<>();
    private volatile Function<ProcessInput, Future<ProcessResult>> script;
    private volatile String surroundings = "";

    public ScriptedProcess(ProcessName name, ProcessName... needs) {
        this.name = name;
        this.needs = Set.of(needs);
        script = input -> done("read " + name.id());
    }

    public static ScriptedProcess doing(
            Function<ProcessInput, Future<ProcessResult>> script, ProcessName name, ProcessName... needs) {
        var process = new ScriptedProcess(name, needs);
        process.does(script);
        return process;
    }

    public static Future<ProcessResult> done(String text) {
        return Future.succeededFuture(ProcessResult.byRules(text, Json.object().put("text", text)));
    }

    public void does(Function<ProcessInput, Future<ProcessResult>> next) {
        script = next;
    }

    public void surroundedBy(String what) {
        surroundings = what;
    }

    /** Runs do not end until {@link #release}. */
    public void held() {
        does(input -> {
            Promise<Void> gate = Promise.promise();
            gates.add(gate);
            return gate.future().compose(open -> done("held " + name.id()));
        });
    }

    public void release() {
        does(input -> done("held " + name.id()));
        for (Promise<Void> gate = gates.poll(); gate != null; gate = gates.poll()) {
            gate.tryComplete();
        }
    }

    public int runs() {
        return inputs.size();
    }

    public ProcessInput lastInput() {
        return inputs.get(inputs.size() - 1);
    }

    @Override
    public ProcessName name() {
        return name;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return needs;
    }

    @Override
    public String surroundings() {
        return surroundings;
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        inputs.add(input);
        return script.apply(input);
    }
}

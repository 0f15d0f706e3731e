package dev.keelson.core.consumer;

import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.agent.Names;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.consumer.Consumer.Declaration;
import dev.keelson.core.contract.FieldSelection;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what a consumer says about itself: the key's holder, or whoever edits the policies of aliases. */
public final class DeclareConsumerUseCase {
    private static final int MAX_ALIASES = 20;
    private static final int MAX_CONTACT = 200;
    private static final int MAX_ATTEMPTS = 10;

    private final ConsumerRepository consumers;
    private final AgentRepository agents;
    private final ApiKeyRepository keys;
    private final AuditLog audit;
    private final Clock clock;

    /** What is asked and written. */
    public record Stores(ConsumerRepository consumers, AgentRepository agents, ApiKeyRepository keys) {}

    public DeclareConsumerUseCase(Stores stores, AuditLog audit, Clock clock) {
        consumers = stores.consumers();
        agents = stores.agents();
        keys = stores.keys();
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is declared.
     *
     * @param expectedRevision of the declaration before; 0 for none
     * @param fields null when the consumer does not say
     */
    public record Input(
            Principal by,
            String agent,
            String keyId,
            int expectedRevision,
            List<String> aliases,
            @Nullable List<String> fields,
            String contact,
            boolean exhaustiveEnums) {}

    /**
     * Fails with {@link ErrorCode#REVISION_STALE} carrying the {@link Declaration}, {@link ErrorCode#PERMISSION_DENIED},
     * {@link ErrorCode#AGENT_NOT_FOUND}, {@link ErrorCode#API_KEY_NOT_FOUND} or {@link ErrorCode#REQUEST_INVALID}.
     */
    public Future<Declaration> execute(Input input) {
        if (!input.by().keyId().equals(input.keyId())) {
            input.by().require(Permission.ALIAS_POLICY_EDIT);
        }
        input.by().requireAgent(input.agent());
        Declaration declaration = declaration(input);
        var change = new AuditedChange(
                input.by(),
                "consumer.declare",
                "agents/" + input.agent() + "/consumers/" + input.keyId(),
                "revision " + input.expectedRevision(),
                "");
        return requireKnown(input)
                .compose(known -> current(input))
                .compose(current -> audit.record(
                        change, () -> store(input, declaration, 1), stored -> "revision " + stored.revision()));
    }

    private Future<Void> requireKnown(Input input) {
        boolean own = input.by().keyId().equals(input.keyId());
        return agents.find(input.agent()).compose(agent -> {
            if (agent.isEmpty()) {
                throw new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + input.agent());
            }
            return own ? Future.<Void>succeededFuture() : requireKey(input.keyId());
        });
    }

    private Future<Void> requireKey(String keyId) {
        return keys.find(keyId)
                .map(key -> key.orElseThrow(() -> new KeelsonException(ErrorCode.API_KEY_NOT_FOUND, "no key " + keyId)))
                .mapEmpty();
    }

    /** Uses are recorded meanwhile, so the whole may have moved on although the declaration has not. */
    private Future<Declaration> store(Input input, Declaration declaration, int attempt) {
        return current(input)
                .compose(consumer -> consumers.put(consumer.with(declaration)))
                .compose(stored -> stored ? Future.succeededFuture(declaration) : again(input, declaration, attempt));
    }

    private Future<Declaration> again(Input input, Declaration declaration, int attempt) {
        return attempt == MAX_ATTEMPTS ? Future.failedFuture(busy()) : store(input, declaration, attempt + 1);
    }

    private Future<Consumer> current(Input input) {
        return consumers.find(input.agent(), input.keyId()).map(found -> {
            Consumer consumer = found.orElse(Consumer.unknown(input.agent(), input.keyId()));
            Declaration declared = consumer.declared();
            int revision = declared == null ? 0 : declared.revision();
            if (revision != input.expectedRevision()) {
                throw KeelsonException.stale(
                        "the declaration is at revision " + revision + " (expected: " + input.expectedRevision() + ")",
                        declared == null ? consumer : declared);
            }
            return consumer;
        });
    }

    private Declaration declaration(Input input) {
        require(input.aliases().size() <= MAX_ALIASES, "/aliases", "at most " + MAX_ALIASES + " aliases");
        require(input.contact().length() <= MAX_CONTACT, "/contact", "at most " + MAX_CONTACT + " characters");
        input.aliases().forEach(Names::requireAliasName);
        List<String> fields = input.fields();
        return new Declaration(
                input.aliases().stream().distinct().toList(),
                fields == null || fields.isEmpty()
                        ? fields
                        : FieldSelection.of(fields).pointers(),
                input.contact(),
                input.exhaustiveEnums(),
                input.expectedRevision() + 1,
                clock.instant(),
                input.by().keyId());
    }

    private static void require(boolean holds, String pointer, String expected) {
        if (!holds) {
            String message = "does not fit (expected: " + expected + ")";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, message, List.of(Violation.at(pointer, "limit", message)));
        }
    }

    private static KeelsonException busy() {
        return new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "too many writers at once; try again");
    }
}

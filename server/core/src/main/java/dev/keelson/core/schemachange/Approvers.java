package dev.keelson.core.schemachange;

import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells whether someone is among a change's authors: by key, by the owner of the key, or by a key that an author issued.
 * Two keys of one owner are one pair of eyes.
 */
final class Approvers {
    private final ApiKeyRepository keys;
    private final ApprovalMode mode;

    Approvers(ApiKeyRepository keys, ApprovalMode mode) {
        this.keys = keys;
        this.mode = mode;
    }

    public ApprovalMode mode() {
        return mode;
    }

    /**
     * Whether the approval would be an author's own, as single-user mode allows. Fails with
     * {@link ErrorCode#APPROVER_IS_AUTHOR} in the other mode.
     */
    Future<Boolean> selfApproving(Principal by, SchemaChange change) {
        return tieToAuthors(by, change).map(tie -> {
            if (tie.isPresent() && mode == ApprovalMode.FOUR_EYES) {
                throw new KeelsonException(ErrorCode.APPROVER_IS_AUTHOR, tie.get());
            }
            return tie.isPresent();
        });
    }

    /** The keys of the authors, as far as they are stored; in order of id. */
    Future<List<ApiKey>> authorKeys(SchemaChange change) {
        List<Future<Optional<ApiKey>>> found =
                change.proposal().authors().stream().sorted().map(keys::find).toList();
        return Future.all(found)
                .map(CompositeFuture::<Optional<ApiKey>>list)
                .map(all -> all.stream().flatMap(Optional::stream).toList());
    }

    /** What ties someone to the authors, as a sentence; empty for another pair of eyes. */
    private Future<Optional<String>> tieToAuthors(Principal by, SchemaChange change) {
        SchemaChange.Proposal proposal = change.proposal();
        if (proposal.authors().contains(by.keyId())) {
            return tie("key " + by.keyId() + " wrote or proposed this change");
        }
        if (sameOwner(by.owner(), proposal.owner())) {
            return tie("the owner of key " + by.keyId() + " proposed this change");
        }
        return authorKeys(change).compose(authors -> {
            Set<String> owners =
                    authors.stream().map(key -> folded(key.owner())).collect(Collectors.toSet());
            return owners.contains(folded(by.owner()))
                    ? tie("the owner of key " + by.keyId() + " wrote this change")
                    : issuedByAuthor(by, proposal.authors());
        });
    }

    private Future<Optional<String>> issuedByAuthor(Principal by, Set<String> authors) {
        return keys.find(by.keyId())
                .map(found -> found.filter(key -> authors.contains(key.createdBy()))
                        .map(key -> "key " + by.keyId() + " was issued by an author of this change"));
    }

    private static Future<Optional<String>> tie(String sentence) {
        return Future.succeededFuture(Optional.of(sentence));
    }

    private static boolean sameOwner(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String owner) {
        return owner.strip().toLowerCase(Locale.ROOT);
    }
}

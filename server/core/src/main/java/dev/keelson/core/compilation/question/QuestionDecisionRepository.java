package dev.keelson.core.compilation.question;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Stores which questions about a spec were answered or dismissed. */
public interface QuestionDecisionRepository {

    /** The first decision about a question stays; a later one of the same question changes nothing. */
    Future<Void> insert(QuestionDecision decision);

    /** The decisions about those of the given questions that were decided; at most as many as there are ids. */
    Future<List<QuestionDecision>> find(String agent, Collection<String> questionIds);
}

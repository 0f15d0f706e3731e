package dev.keelson.core.usage;

import io.vertx.core.Future;

/** The one point that every model call passes before and after: reserve, then settle or release. */
public interface UsageMeter {

    /** Lets every call pass and counts nothing. */
    UsageMeter UNLIMITED = (subject, estimate) -> Future.succeededFuture(Reservation.NONE);

    /**
     * Reserves the estimate in every budget and rate limit that covers the subject. Fails with KeelsonException
     * {@code budget_exceeded} or {@code rate_limit_exceeded}, which names the budget and when there is room again.
     */
    Future<Reservation> reserve(UsageSubject subject, CallEstimate estimate);
}

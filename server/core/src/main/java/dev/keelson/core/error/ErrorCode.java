package dev.keelson.core.error;

import java.util.Locale;

/**
 * Stable names of failures. Codes are added, never renamed or given another meaning. {@link #advice()} tells the caller
 * what to do.
 */
public enum ErrorCode {
    MALFORMED_JSON(ErrorType.MALFORMED, "Send exactly one well-formed UTF-8 JSON value without duplicate keys"),
    MALFORMED_REQUEST(ErrorType.MALFORMED, "Correct the named part of the request"),
    UNSUPPORTED_CONTENT_TYPE(ErrorType.UNSUPPORTED_MEDIA_TYPE, "Send one of the named content types"),
    NOT_ACCEPTABLE(ErrorType.NOT_ACCEPTABLE, "Accept one of the named content types"),
    BODY_TOO_LARGE(ErrorType.TOO_LARGE, "Send a smaller body; the limit is named in the detail"),
    BODY_TOO_SLOW(ErrorType.REQUEST_TIMEOUT, "Send the whole body within the time named in the detail"),
    METHOD_NOT_ALLOWED(ErrorType.METHOD_NOT_ALLOWED, "Use one of the methods in the Allow header"),
    ROUTE_NOT_FOUND(ErrorType.NOT_FOUND, "Check the path against the API description"),

    CREDENTIAL_MISSING(ErrorType.UNAUTHENTICATED, "Send Authorization: Bearer with an API key"),
    CREDENTIAL_INVALID(ErrorType.UNAUTHENTICATED, "Use a key that exists and is neither revoked nor expired"),
    PERMISSION_DENIED(ErrorType.NOT_ALLOWED, "Ask an admin for a key whose role and agents allow this"),

    INPUT_INVALID(ErrorType.INVALID_INPUT, "Correct every violation; the agent's input schema says what is expected"),
    REQUEST_INVALID(ErrorType.INVALID_INPUT, "Correct every violation and send the request again"),
    SPEC_INVALID(ErrorType.INVALID_INPUT, "Correct the named lines of the spec"),
    DEFINITION_INVALID(ErrorType.INVALID_INPUT, "Correct the named parts of the agent's settings"),

    AGENT_NOT_FOUND(ErrorType.NOT_FOUND, "Check the agent's name; GET /v1/agents lists those that you may see"),
    VERSION_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/agents/{agent}/versions lists the published versions"),
    ALIAS_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/agents/{agent}/aliases lists the aliases"),
    TRACE_NOT_FOUND(ErrorType.NOT_FOUND, "Check the execution id"),
    API_KEY_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/keys lists the keys"),
    PLUGIN_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/plugins lists the plugins"),

    AGENT_EXISTS(ErrorType.CONFLICT, "Choose another name or edit the draft of the existing agent"),
    VERSION_NUMBER_TAKEN(ErrorType.CONFLICT, "Publish again"),
    NOTHING_TO_ROLL_BACK_TO(ErrorType.CONFLICT, "Remap the alias to the version you want"),
    CONTRACT_CHANGED(
            ErrorType.CONFLICT, "Have the schema change that this answer names approved, then repeat the call"),
    DRAFT_NOT_COMPILED(
            ErrorType.CONFLICT, "Wait for the compilation of the draft, or write the spec as docs/spec-format.md says"),
    ASSUMPTIONS_OPEN(
            ErrorType.CONFLICT, "Accept the assumptions that the draft lists, or say in the spec what is meant"),
    COMPILATION_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/agents/{agent}/compilations lists the compilations"),
    COMPILATION_OUTDATED(ErrorType.CONFLICT, "Start a new compilation of the agent"),
    QUESTION_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/agents/{agent}/questions lists the open questions"),
    CASE_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/agents/{agent}/suites/{suite} has the suite's cases"),
    SUITE_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/agents/{agent}/suites lists the suites"),
    SCHEMA_CHANGE_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/schema-changes lists the schema changes"),
    SCHEMA_CHANGE_CLOSED(ErrorType.CONFLICT, "Read the schema change; propose it again if it is still wanted"),
    APPROVER_IS_AUTHOR(ErrorType.NOT_ALLOWED, "Ask someone who neither wrote nor proposed the change"),
    LOGIN_TOO_OLD(ErrorType.NOT_ALLOWED, "Sign in again and repeat the decision"),
    ALIAS_FROZEN(ErrorType.CONFLICT, "Wait for the end of the freeze window, or ask who may edit the alias's policy"),
    MOVE_NOT_ALLOWED(ErrorType.NOT_ALLOWED, "Ask one of those whom the alias's policy lets move it"),
    WEBHOOK_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/webhooks lists the webhooks"),
    DELIVERY_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/webhooks/{id}/deliveries lists the deliveries"),
    IMPORT_CONFLICT(ErrorType.CONFLICT, "Read the plan of a dry run; nothing was changed"),
    REVISION_STALE(ErrorType.PRECONDITION_FAILED, "Read the current state in this answer, then decide again"),
    REVISION_REQUIRED(ErrorType.PRECONDITION_REQUIRED, "Send If-Match with the ETag that your decision rests on"),
    CONTRACT_MISMATCH(
            ErrorType.PRECONDITION_FAILED,
            "Generate the client anew from the contract that the detail names, or call an alias that still serves yours"),
    FIELD_UNKNOWN(ErrorType.INVALID_INPUT, "Ask for fields of the output schema only; the violations name the others"),
    IDEMPOTENCY_KEY_REUSED(ErrorType.INVALID_INPUT, "Use a new Idempotency-Key for another request"),
    EXECUTION_IN_PROGRESS(ErrorType.CONFLICT, "The first call with this Idempotency-Key still runs; try again later"),

    PLUGIN_REJECTED(ErrorType.INVALID_INPUT, "Correct the plugin as the detail says and install it again"),
    NO_MODEL_AVAILABLE(ErrorType.UNAVAILABLE, "Try again later; the trace says why each model was left out"),
    MODEL_CALL_FAILED(ErrorType.EXTERNAL, "The trace says what the provider answered"),
    MODEL_REFUSED(ErrorType.EXTERNAL, "The provider refused this input; the trace has its words"),
    CONTENT_FILTERED(ErrorType.EXTERNAL, "The provider's filter stopped the answer; change the input or the model"),
    MODEL_CANNOT_FILL(ErrorType.EXTERNAL, "Configure a more capable model for this agent; the trace names the fields"),
    OUTPUT_INVALID(ErrorType.EXTERNAL, "The model gave no output that fits the contract; the trace has each attempt"),
    OUTPUT_TRUNCATED(ErrorType.EXTERNAL, "Raise the agent's maxOutputTokens; the trace has the part that arrived"),
    OUTPUT_EMPTY(ErrorType.EXTERNAL, "The model ended without an answer; try again or change the model"),
    INVARIANT_BROKEN(
            ErrorType.EXTERNAL,
            "The output breaks a rule of this agent; the trace has each attempt and names the rule"),
    CHECK_FAILED(ErrorType.EXTERNAL, "The output did not pass a check of this agent; the trace has its reason"),
    TOOL_FAILED(ErrorType.EXTERNAL, "The trace says what the tool answered"),
    EXECUTION_LIMIT_REACHED(ErrorType.EXTERNAL, "Raise the agent's limits or simplify its task"),
    DEADLINE_EXCEEDED(ErrorType.EXTERNAL_TIMEOUT, "Try again, or raise the agent's timeout"),
    BUDGET_EXCEEDED(ErrorType.QUOTA, "Wait for the time that the detail names, or ask an admin to raise that budget"),
    RATE_LIMIT_EXCEEDED(ErrorType.QUOTA, "Try again after the time in Retry-After"),
    BUDGET_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/budgets lists the budgets"),
    BUDGET_EXISTS(ErrorType.CONFLICT, "Choose another name or change the existing budget"),
    RATE_LIMIT_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/rate-limits lists the rate limits"),
    RATE_LIMIT_EXISTS(ErrorType.CONFLICT, "Choose another name or change the existing rate limit"),
    PROVIDER_NOT_FOUND(ErrorType.NOT_FOUND, "GET /v1/providers lists the configured providers"),
    PROVIDER_EXISTS(ErrorType.CONFLICT, "Choose another name or change the existing provider"),
    PROVIDER_READ_ONLY(ErrorType.CONFLICT, "Change the provider in the configuration file and restart the server"),
    SECRET_UNREADABLE(
            ErrorType.UNAVAILABLE, "Configure the master key that sealed the secret, or enter the secret again"),
    STREAM_INTERRUPTED(
            ErrorType.EXTERNAL, "Text was already sent, so nothing was repeated; run again, the trace has the part"),
    OVERLOADED(ErrorType.UNAVAILABLE, "Try again after the time in Retry-After"),
    STORE_UNAVAILABLE(ErrorType.UNAVAILABLE, "Try again later; an operator must restore the store"),
    UNEXPECTED(ErrorType.INTERNAL, "Report the request id to the operator");

    private final ErrorType type;
    private final String advice;

    ErrorCode(ErrorType type, String advice) {
        this.type = type;
        this.advice = advice;
    }

    public ErrorType type() {
        return type;
    }

    /** One sentence for the caller, without a trailing period. */
    public String advice() {
        return advice;
    }

    /** The code as it stands in answers: {@code input_invalid}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

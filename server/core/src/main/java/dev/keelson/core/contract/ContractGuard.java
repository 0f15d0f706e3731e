package dev.keelson.core.contract;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contract that a caller was built for. The same major, and the same or a newer minor, serves it.
 *
 * @param minor 0 when the caller named the major alone
 */
public record ContractGuard(int major, int minor) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})(?:\\.(0|[1-9][0-9]{0,5}))?");

    /** Of {@code 2} or {@code 2.1}; empty when it is neither. */
    public static Optional<ContractGuard> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int minor = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
        return Optional.of(new ContractGuard(Integer.parseInt(form.group(1)), minor));
    }

    /** Fails with {@link ErrorCode#CONTRACT_MISMATCH}; {@code served} is {@code major.minor}, {@code by} says who serves it. */
    public void requireServedBy(String served, String by) {
        boolean fits = parse(served)
                .filter(contract -> contract.major == major && contract.minor >= minor)
                .isPresent();
        if (!fits) {
            String message = by + " serves contract " + served + " (expected: " + this + ")";
            throw new KeelsonException(
                    ErrorCode.CONTRACT_MISMATCH, message, List.of(Violation.at("", "contract", message)));
        }
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

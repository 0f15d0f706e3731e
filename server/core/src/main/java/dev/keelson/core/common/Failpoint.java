package dev.keelson.core.common;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A named place in the code where a test can make the process die: what kill -9 does, at an exact line. Switched on by the
 * system property {@code keelson.failpoints}, such as {@code alias.commit.before=halt}; costs one field read when off.
 *
 * <p>Actions: {@code halt} ends the process at once with status 137, {@code throw} fails the operation. An action may say
 * at which pass it acts: {@code halt@3}.
 */
public final class Failpoint {
    private static final String PROPERTY = "keelson.failpoints";
    private static final int KILLED = 137;
    private static final Map<String, Failpoint> ARMED = parse(System.getProperty(PROPERTY, ""));

    private final String name;
    private final boolean halts;
    private int passesLeft;

    private Failpoint(String name, boolean halts, int pass) {
        this.name = name;
        this.halts = halts;
        this.passesLeft = pass;
    }

    /** Acts if {@code name} is switched on. Names read {@code subject.step.before} or {@code subject.step.after}. */
    public static void hit(String name) {
        if (!ARMED.isEmpty()) {
            Failpoint armed = ARMED.get(name);
            if (armed != null) {
                armed.pass();
            }
        }
    }

    private synchronized void pass() {
        passesLeft--;
        if (passesLeft != 0) {
            return;
        }
        if (halts) {
            Runtime.getRuntime().halt(KILLED);
        }
        throw new IllegalStateException("failpoint " + name);
    }

    private static Map<String, Failpoint> parse(String property) {
        return Arrays.stream(property.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(Failpoint::parseOne)
                .collect(Collectors.toUnmodifiableMap(point -> point.name, point -> point));
    }

    private static Failpoint parseOne(String text) {
        String[] nameAndAction = text.split("=", 2);
        String[] actionAndPass = nameAndAction.length == 2 ? nameAndAction[1].split("@", 2) : new String[] {""};
        boolean halts = actionAndPass[0].equals("halt");
        if (!halts && !actionAndPass[0].equals("throw")) {
            throw new IllegalArgumentException(PROPERTY + ": " + text + " (expected: name=halt or name=throw)");
        }
        int pass = actionAndPass.length == 2 ? Integer.parseInt(actionAndPass[1]) : 1;
        return new Failpoint(nameAndAction[0], halts, pass);
    }
}

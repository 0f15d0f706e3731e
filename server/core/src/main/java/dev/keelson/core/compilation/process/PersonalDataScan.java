package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks for personal data and secrets in a spec. Says where, never what: the result may be read by more people. */
final class PersonalDataScan {
    private static final int MAX_FINDINGS = 200;
    private static final int MAX_LINE = 4_000;
    private static final int SHOWN = 2;

    private PersonalDataScan() {}

    static ProcessResult run(ProcessInput input) {
        List<Finding> findings = find(input.spec());
        ObjectNode result = Json.object().put("clean", findings.isEmpty());
        ArrayNode list = result.putArray("findings");
        findings.forEach(each -> list.addObject()
                .put("line", each.line())
                .put("kind", each.kind())
                .put("shown", each.shown()));
        result.put("truncated", findings.size() == MAX_FINDINGS);
        if (findings.isEmpty()) {
            return ProcessResult.byRules("No personal data or secrets found.", result);
        }
        Map<String, Integer> kinds = new TreeMap<>();
        findings.forEach(each -> kinds.merge(each.kind(), 1, Integer::sum));
        return ProcessResult.byRules(
                "Warning: the spec holds what looks like personal data or secrets (" + counted(kinds)
                        + "). Everything in it reaches every prompt; replace real values by made-up ones.",
                result);
    }

    private static String counted(Map<String, Integer> kinds) {
        List<String> parts = new ArrayList<>();
        kinds.forEach((kind, count) -> parts.add(count + " x " + kind));
        return String.join(", ", parts);
    }

    /** {@code shown}: enough of it to find it, never the whole. */
    record Finding(int line, String kind, String shown) {}

    static List<Finding> find(String text) {
        List<Finding> findings = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String bounded = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
            for (PersonalData.Match match : PersonalData.in(bounded)) {
                if (findings.size() < MAX_FINDINGS) {
                    findings.add(new Finding(number, match.kind(), masked(match.value())));
                }
            }
        }
        return findings;
    }

    private static String masked(String value) {
        return value.substring(0, Math.min(SHOWN, value.length() / 2)) + "...";
    }
}

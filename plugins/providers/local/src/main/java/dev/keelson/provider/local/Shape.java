package dev.keelson.provider.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Learns from example values what a code looks like: {@code checkout-api} and {@code order-export} are words with hyphens. */
final class Shape {
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_./#-]*[\\p{L}\\p{N}]");

    private Shape() {}

    /** The tokens of the text that look like the example values; none when these look like ordinary words. */
    static List<String> find(String text, List<String> examples) {
        Set<String> shapes = examples.stream().map(Shape::of).collect(Collectors.toSet());
        if (examples.size() < 2 || shapes.stream().anyMatch(shape -> shape.length() < 2)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        var tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            if (shapes.contains(of(tokens.group())) && !found.contains(tokens.group())) {
                found.add(tokens.group());
            }
        }
        return found;
    }

    /** Runs of small letters, capitals and digits become one sign each, and repeated groups one group. */
    private static String of(String value) {
        String runs =
                value.replaceAll("\\p{Lu}+", "A").replaceAll("\\p{Ll}+", "a").replaceAll("\\p{N}+", "0");
        String capitalized = runs.equals("Aa") ? "a" : runs;
        return capitalized.replaceAll("([Aa0][^Aa0])\\1+", "$1");
    }
}

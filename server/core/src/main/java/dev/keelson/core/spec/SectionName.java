package dev.keelson.core.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sections of a spec. */
enum SectionName {
    PURPOSE("Purpose", true),
    INPUT("Input", true),
    OUTPUT("Output", true),
    RULES("Rules", false),
    EXAMPLES("Examples", false);

    static final String KNOWN = "Purpose, Input, Output, Rules or Examples";

    private final String heading;
    private final boolean required;

    SectionName(String heading, boolean required) {
        this.heading = heading;
        this.required = required;
    }

    String heading() {
        return heading;
    }

    boolean required() {
        return required;
    }

    static Optional<SectionName> of(String heading) {
        return Arrays.stream(values())
                .filter(name -> name.heading.equalsIgnoreCase(heading))
                .findFirst();
    }

    /** The section that a misspelt heading most likely means. */
    static Optional<SectionName> near(String heading) {
        List<String> headings =
                Arrays.stream(values()).map(SectionName::heading).toList();
        return DidYouMean.nearest(heading, headings).flatMap(SectionName::of);
    }
}

package dev.keelson.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleIdsTest {

    @Test
    void isEightHexDigitsOfTheFoldedTextsDigest() {
        // printf 'reject weapons.' | sha256sum
        assertThat(RuleIds.of("Reject  weapons.")).isEqualTo("r-49373a4b");
    }

    @Test
    void whiteSpaceCaseAndCompositionMakeNoDifference() {
        assertThat(RuleIds.of(" a\tRULE\u00A0of\ncafe\u0301 ")).isEqualTo(RuleIds.of("A rule of CAF\u00C9"));
    }

    @Test
    void otherWordsHaveAnotherId() {
        assertThat(RuleIds.of("Reject weapons")).isNotEqualTo(RuleIds.of("Reject weapons."));
    }
}

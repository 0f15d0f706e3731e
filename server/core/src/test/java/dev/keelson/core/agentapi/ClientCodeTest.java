package dev.keelson.core.agentapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.contract.FieldSelection;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientCodeTest {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\p{Co}\\p{Cs}&&[^\\n]]");
    private static final int MAX_CHARACTERS = 100_000;

    @ParameterizedTest
    @EnumSource(ClientLanguage.class)
    void writesTheSameTextForTheSameContract(ClientLanguage language) {
        assertThat(ClientCode.write(AgentApis.hostile(), language))
                .isEqualTo(ClientCode.write(AgentApis.hostile(), language));
    }

    @ParameterizedTest
    @EnumSource(ClientLanguage.class)
    void letsNoWordOfASpecHideInTheCode(ClientLanguage language) {
        String code = ClientCode.write(AgentApis.hostile(), language);

        assertThat(INVISIBLE.matcher(code).results().toList()).isEmpty();
        assertThat(code.lines()).noneMatch(line -> line.strip().startsWith("exit 7"));
        assertThat(code.lines()).noneMatch(line -> line.strip().startsWith("import os"));
        assertThat(code).hasSizeLessThan(MAX_CHARACTERS);
    }

    @ParameterizedTest
    @EnumSource(ClientLanguage.class)
    void tellsTheServerWhichContractItWasBuiltFor(ClientLanguage language) {
        assertThat(ClientCode.write(AgentApis.intricate(), language)).containsPattern("Keelson-Contract\\W+2\\W");
        AgentApi draft = AgentApi.ofDraft("triage", AgentApis.triage().definition());
        assertThat(ClientCode.write(draft, language)).doesNotContainPattern("Keelson-Contract\\W+[0-9]");
    }

    @ParameterizedTest
    @EnumSource(ClientLanguage.class)
    void neverTellsRulesOrInstructions(ClientLanguage language) {
        assertThat(ClientCode.write(AgentApis.triage(), language)).doesNotContain("Questions about payment");
    }

    @Test
    void namesTheFieldsOfASchemaThroughListsReferencesAndAlternatives() {
        List<String> fields = FieldSelection.fieldsOf(
                AgentApis.intricate().definition().contract().input());

        assertThat(fields)
                .contains("/from", "/tree", "/tree/value", "/tree/children", "/shape/radius", "/shape/side")
                .contains("/tree/children/children/value");
    }
}

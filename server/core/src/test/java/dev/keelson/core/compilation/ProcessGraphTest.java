package dev.keelson.core.compilation;

import static dev.keelson.core.compilation.ProcessName.DEFINITION;
import static dev.keelson.core.compilation.ProcessName.GLOSSARY;
import static dev.keelson.core.compilation.ProcessName.INSTRUCTIONS;
import static dev.keelson.core.compilation.ProcessName.READ;
import static dev.keelson.core.compilation.ProcessName.SENTENCES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessGraphTest {

    @Test
    void findsWhatDependsOnAProcessThroughOthers() {
        var graph = new ProcessGraph(List.of(
                new ScriptedProcess(READ),
                new ScriptedProcess(SENTENCES, READ),
                new ScriptedProcess(GLOSSARY, SENTENCES),
                new ScriptedProcess(DEFINITION, SENTENCES),
                new ScriptedProcess(INSTRUCTIONS, DEFINITION)));

        assertThat(graph.dependents(SENTENCES)).containsExactlyInAnyOrder(GLOSSARY, DEFINITION, INSTRUCTIONS);
        assertThat(graph.dependents(INSTRUCTIONS)).isEmpty();
        assertThat(graph.readsDefinition(INSTRUCTIONS)).isTrue();
        assertThat(graph.readsDefinition(GLOSSARY)).isFalse();
    }

    @Test
    void leavesOutNeedsThatAreNotThere() {
        var graph = new ProcessGraph(List.of(new ScriptedProcess(GLOSSARY, SENTENCES)));

        assertThat(graph.needs(GLOSSARY)).isEmpty();
    }

    @Test
    void refusesACircleAndAProcessThatIsThereTwice() {
        assertThatThrownBy(() -> new ProcessGraph(
                        List.of(new ScriptedProcess(READ, SENTENCES), new ScriptedProcess(SENTENCES, READ))))
                .hasMessageContaining("needs itself");
        assertThatThrownBy(() -> new ProcessGraph(List.of(new ScriptedProcess(READ), new ScriptedProcess(READ))))
                .hasMessage("process read is there twice");
    }
}

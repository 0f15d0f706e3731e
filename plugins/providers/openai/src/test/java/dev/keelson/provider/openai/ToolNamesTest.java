package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of tools on the wire. */
class ToolNamesTest {

    @Test
    void leavesGoodNamesAlone() {
        var names = new ToolNames(List.of("find-order", "A_1"));

        assertThat(names.toWire("find-order")).isEqualTo("find-order");
        assertThat(names.fromWire("A_1")).isEqualTo("A_1");
    }

    @Test
    void replacesWhatIsRefusedAndFindsTheWayBack() {
        var names = new ToolNames(List.of("crm/find order", "größe", ""));

        assertThat(names.toWire("crm/find order")).isEqualTo("crm_find_order");
        assertThat(names.fromWire("crm_find_order")).isEqualTo("crm/find order");
        assertThat(names.fromWire(names.toWire("größe"))).isEqualTo("größe");
        assertThat(names.fromWire(names.toWire(""))).isEmpty();
    }

    @Test
    void keepsLongNamesApart() {
        String first = "x".repeat(70) + "1";
        String second = "x".repeat(70) + "2";
        var names = new ToolNames(List.of(first, second));

        assertThat(names.toWire(first)).hasSize(64);
        assertThat(names.toWire(second)).hasSize(64).isNotEqualTo(names.toWire(first));
        assertThat(names.fromWire(names.toWire(second))).isEqualTo(second);
    }

    @Test
    void neverTakesTheNameOfAnotherTool() {
        var names = new ToolNames(List.of("a.b", "a:b", "a_b", "a_b_2"));

        assertThat(List.of(names.toWire("a.b"), names.toWire("a:b"), names.toWire("a_b"), names.toWire("a_b_2")))
                .containsExactly("a_b_3", "a_b_4", "a_b", "a_b_2");
    }

    @Test
    void leavesUnknownNamesToTheHost() {
        assertThat(new ToolNames(List.of()).fromWire("made_up")).isEqualTo("made_up");
    }
}

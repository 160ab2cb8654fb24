package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.gateway.Gateway;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class GatewayRowTest {
    @Test
    void keeps_secrets_and_never_prints_them() {
        Gateway gateway = SampleGateways.full("a");

        GatewayRow row = GatewayRow.of(gateway);

        assertThat(row.policies()).contains(SampleGateways.CANARY);
        assertThat(row.toString()).doesNotContain(SampleGateways.CANARY);
        assertThat(PoliciesRowMapper.INSTANCE.row(gateway.policies()).toString())
                .doesNotContain(SampleGateways.CANARY);
        assertThat(row.gateway()).isEqualTo(gateway);
    }

    @Test
    void leaves_out_what_was_never_chosen() {
        assertThat(GatewayRow.of(SampleGateways.plain("a")).policies()).doesNotContain("null");
    }

    @Test
    void does_not_print_secrets_of_a_document_that_it_cannot_read() {
        GatewayRow row = new GatewayRow("account", "a", 0, 0, "{\"cache\": \"" + SampleGateways.CANARY + "\"}");

        assertThatThrownBy(row::gateway)
                .hasMessageContaining("account/a")
                .satisfies(e -> assertThat(printed(e)).doesNotContain(SampleGateways.CANARY));
    }

    private static String printed(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

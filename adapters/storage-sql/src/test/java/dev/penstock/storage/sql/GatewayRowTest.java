package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.gateway.Gateway;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class GatewayRowTest {
    private static final Sealer SEALER = new Sealer(MasterKey.random());

    @Test
    void keeps_secrets_sealed_and_never_prints_them() {
        Gateway gateway = SampleGateways.full("a");

        GatewayRow row = GatewayRow.of(gateway, SEALER);

        assertThat(row.policies()).doesNotContain(SampleGateways.CANARY);
        assertThat(PoliciesRowMapper.INSTANCE.row(gateway.policies()).toString())
                .doesNotContain(SampleGateways.CANARY);
        assertThat(row.gateway(SEALER)).isEqualTo(gateway);
    }

    @Test
    void does_not_take_the_secrets_of_another_gateway() {
        GatewayRow row = GatewayRow.of(SampleGateways.full("a"), SEALER);
        GatewayRow moved = new GatewayRow(row.account(), "b", row.createdAt(), row.modifiedAt(), row.policies());

        assertThatThrownBy(() -> moved.gateway(SEALER)).hasMessageContaining("/b/otel/0/header/x-key");
    }

    @Test
    void seals_what_an_older_release_wrote_in_the_clear() {
        Gateway gateway = SampleGateways.full("a");
        String plain = JsonDocument.write(PoliciesRowMapper.INSTANCE.row(gateway.policies()), "policies");
        GatewayRow older = new GatewayRow(
                gateway.address().account().value(),
                "a",
                gateway.createdAt().toEpochMilli(),
                gateway.modifiedAt().toEpochMilli(),
                plain);

        GatewayRow sealed = older.sealed(SEALER);

        assertThat(plain).contains(SampleGateways.CANARY);
        assertThat(sealed.policies()).doesNotContain(SampleGateways.CANARY);
        assertThat(sealed.gateway(SEALER)).isEqualTo(gateway);
    }

    @Test
    void leaves_out_what_was_never_chosen() {
        assertThat(GatewayRow.of(SampleGateways.plain("a"), SEALER).policies()).doesNotContain("null");
    }

    @Test
    void does_not_print_secrets_of_a_document_that_it_cannot_read() {
        GatewayRow row = new GatewayRow("account", "a", 0, 0, "{\"cache\": \"" + SampleGateways.CANARY + "\"}");

        assertThatThrownBy(() -> row.gateway(SEALER))
                .hasMessageContaining("account/a")
                .satisfies(e -> assertThat(printed(e)).doesNotContain(SampleGateways.CANARY));
    }

    private static String printed(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

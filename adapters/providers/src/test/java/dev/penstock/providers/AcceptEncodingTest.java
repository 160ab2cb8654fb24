package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | gzip",
                "gzip, deflate | gzip, deflate",
                "gzip, deflate, br, zstd | gzip, deflate",
                "br;q=1.0, gzip;q=0.8, *;q=0.1 | gzip;q=0.8",
                "GZIP , X-Gzip | GZIP, X-Gzip",
                "gzip ; q=0.5,br | gzip ; q=0.5",
                "br, identity | identity",
                "br | identity",
                "* | identity",
                "'' | identity",
                ", , | identity",
                "gzipped | identity",
                "gzip;q=0 | gzip;q=0",
            })
    void keeps_only_what_can_be_read_along_in(String sent, String narrowed) {
        assertThat(AcceptEncoding.narrow(sent)).isEqualTo(narrowed);
    }
}

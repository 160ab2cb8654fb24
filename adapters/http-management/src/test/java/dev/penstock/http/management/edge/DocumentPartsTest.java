package dev.penstock.http.management.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DocumentPartsTest {
    @Test
    void what_is_served_reads_as_the_very_tree_that_requests_are_checked_against() throws IOException {
        byte[] served = ApiDocument.shipped().text().getBytes();

        assertThat(new YAMLMapper().readTree(served)).isEqualTo(DocumentParts.whole());
    }
}

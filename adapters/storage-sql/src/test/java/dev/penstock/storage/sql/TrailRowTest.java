package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SampleTrails;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.FieldPath;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.Trail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailRowTest {
    @Test
    void is_a_short_document() {
        Trail trail = SampleTrails.plain();

        assertThat(TrailRow.write(trail)).isEqualTo("""
                {"route":"00000000-0000-0001-0000-000000000002","name":"support",\
                "version":"00000000-0000-0003-0000-000000000004","path":[\
                {"element":"s","type":"start","output":"next"},\
                {"element":"c","type":"conditional","output":"true","looked":[{"at":"metadata.plan","found":"paid"}]}]}""");
    }

    /** A later release may know more headers that carry credentials than the one that wrote the document. */
    @Test
    void leaves_out_headers_that_are_known_to_carry_credentials_by_now() {
        String kept = """
                {"route":"00000000-0000-0001-0000-000000000002","name":"support",
                "version":"00000000-0000-0003-0000-000000000004","path":[
                {"element":"c","type":"conditional","output":"true","looked":[
                {"at":"headers.authorization","found":"Bearer secret"},{"at":"headers.x-team","found":"sales"}]}]}""";

        Passage passage = TrailRow.read(kept).passages().getFirst();

        assertThat(passage.why())
                .isEqualTo(new Passage.Why.Looked(Map.of(new FieldPath.InHeaders("x-team"), Facts.Found.of("sales"))));
    }

    @Test
    void reads_a_way_that_has_only_begun() {
        Trail begun = new Trail(
                SampleTrails.plain().route(),
                SampleTrails.plain().name(),
                SampleTrails.plain().version(),
                List.of());

        assertThat(TrailRow.read(TrailRow.write(begun))).isEqualTo(begun);
    }
}

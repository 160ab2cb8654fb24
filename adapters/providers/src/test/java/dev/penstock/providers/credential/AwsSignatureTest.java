package dev.penstock.providers.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Header;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples that AWS publishes for Signature Version 4. */
class AwsSignatureTest {
    private static final AwsKeys KEYS =
            new AwsKeys("AKIDEXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), null);
    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
    private static final AwsSignature SUITE = new AwsSignature(KEYS, "us-east-1", "service", THEN);

    private static CanonicalRequest request(
            String method, String path, @Nullable String query, String body, String... headers) {
        List<Header> lines = new ArrayList<>(
                List.of(new Header("Host", "example.amazonaws.com"), new Header("X-Amz-Date", "20150830T123600Z")));
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(new Header(headers[i], headers[i + 1]));
        }
        String hash = AwsSignature.sha256(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        return CanonicalRequest.of(method, path, query, lines, hash);
    }

    private static String signature(CanonicalRequest request) {
        String header = SUITE.of(request);
        return header.substring(header.indexOf("Signature=") + "Signature=".length());
    }

    @Test
    void get_vanilla() {
        assertThat(SUITE.of(request("GET", "/", null, "")))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                        + "SignedHeaders=host;x-amz-date, "
                        + "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @Test
    void get_vanilla_spells_the_request_as_published() {
        assertThat(request("GET", "/", null, "").text()).isEqualTo("""
                GET
                /

                host:example.amazonaws.com
                x-amz-date:20150830T123600Z

                host;x-amz-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""");
    }

    @Test
    void post_vanilla() {
        assertThat(signature(request("POST", "/", null, "")))
                .isEqualTo("5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    }

    @Test
    void post_x_www_form_urlencoded() {
        assertThat(signature(request(
                        "POST", "/", null, "Param1=value1", "Content-Type", "application/x-www-form-urlencoded")))
                .isEqualTo("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void get_vanilla_query_order() {
        assertThat(signature(request("GET", "/", "Param2=value2&Param1=value1", "")))
                .isEqualTo("b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
    }

    @Test
    void get_utf8() {
        assertThat(signature(request("GET", "/ሴ", null, "")))
                .isEqualTo("8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
    }

    @Test
    void get_header_value_trim() {
        assertThat(signature(request("GET", "/", null, "", "My-Header1", " value1", "My-Header2", " \"a   b   c\"")))
                .isEqualTo("acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
    }

    @Test
    void paths_are_made_normal_as_in_the_published_examples() {
        String vanilla = signature(request("GET", "/", null, ""));

        assertThat(signature(request("GET", "//", null, ""))).isEqualTo(vanilla);
        assertThat(signature(request("GET", "/./", null, ""))).isEqualTo(vanilla);
        assertThat(signature(request("GET", "/example/..", null, ""))).isEqualTo(vanilla);
        assertThat(request("GET", "//example//", null, "").text()).startsWith("GET\n/example/\n");
    }

    @Test
    void the_example_of_the_signing_guide_with_its_query_and_content_type() {
        String body = AwsSignature.sha256(ByteBuffer.allocate(0));
        CanonicalRequest listUsers = CanonicalRequest.of(
                "GET",
                "/",
                "Action=ListUsers&Version=2010-05-08",
                List.of(
                        new Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                        new Header("Host", "iam.amazonaws.com"),
                        new Header("X-Amz-Date", "20150830T123600Z")),
                body);

        assertThat(new AwsSignature(KEYS, "us-east-1", "iam", THEN).of(listUsers))
                .endsWith("Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @Test
    void a_path_that_is_encoded_on_the_wire_is_encoded_once_more() {
        assertThat(request("POST", "/model/anthropic.claude-v1%3A0/invoke", null, "")
                        .text())
                .startsWith("POST\n/model/anthropic.claude-v1%253A0/invoke\n");
        assertThat(request("POST", "/model/a:b/invoke", null, "").text()).startsWith("POST\n/model/a%3Ab/invoke\n");
    }

    @Test
    void a_query_goes_out_as_it_was_signed() {
        assertThat(request("GET", "/", "b=%7e%c3%a4&a&a=+", "").query()).isEqualTo("a=&a=%20&b=~%C3%A4");
        assertThat(request("GET", "/", "x=%&y=%4", "").query()).isEqualTo("x=%25&y=%254");
        assertThat(request("GET", "/", null, "").query()).isNull();
    }

    @Test
    void keys_do_not_print() {
        assertThat(SUITE.toString()).doesNotContain("wJalr");
    }
}

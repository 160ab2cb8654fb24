package dev.penstock.application.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.problem.Problem;
import dev.penstock.domain.log.LogEntry.Ending;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of the contract's error table that exist here (data plane, section 4). */
class GatewayAnswerTest {
    @Test
    void a_gateway_that_does_not_exist_is_400_2001() {
        assertThat(GatewayAnswer.to(new Problem.NotFound(Problem.Thing.GATEWAY)))
                .isEqualTo(early(400, 2001, "Please configure AI Gateway in the Cloudflare dashboard"));
    }

    @Test
    void settings_that_cannot_hold_are_400_2001_in_their_own_words() {
        Problem problem = new Problem.Invalid(List.of(new Violation(Path.of("id"), "too long")));

        assertThat(GatewayAnswer.to(problem)).isEqualTo(early(400, 2001, "too long"));
    }

    @Test
    void no_answer_from_the_provider_is_400_2005() {
        assertThat(GatewayAnswer.to(new Problem.ProviderFailed(new ProviderId("openai"), "refused")))
                .isEqualTo(new GatewayAnswer(
                        400, 2005, "Failed to get response from provider", "refused", Ending.TRUNCATED));
    }

    @Test
    void an_unknown_provider_is_400_2008() {
        assertThat(GatewayAnswer.to(new Problem.UnknownProvider("nobody")))
                .isEqualTo(early(400, 2008, "Invalid provider"));
    }

    @Test
    void a_provider_that_cannot_be_reached_this_way_is_400_2008_and_says_why() {
        assertThat(GatewayAnswer.to(new Problem.Unsupported("no such path")))
                .isEqualTo(new GatewayAnswer(400, 2008, "Invalid provider", "no such path", Ending.REFUSED));
    }

    @Test
    void a_model_that_nobody_has_is_404_7003() {
        assertThat(GatewayAnswer.to(new Problem.ModelNotFound("a/b")))
                .isEqualTo(early(404, 7003, "Model not found: a/b"));
    }

    @Test
    void a_missing_or_wrong_token_is_401_2009() {
        assertThat(GatewayAnswer.to(new Problem.Unauthorized())).isEqualTo(early(401, 2009, "Unauthorized"));
    }

    @Test
    void a_completion_that_cannot_be_read_is_400_2019_and_says_why() {
        assertThat(GatewayAnswer.to(new Problem.UnreadableCompletion("no model")))
                .isEqualTo(new GatewayAnswer(400, 2019, "Chat completion bad format", "no model", Ending.REFUSED));
    }

    @Test
    void an_unknown_alias_is_400_2040_and_lists_the_known_ones() {
        Problem problem = new Problem.UnknownKeyAlias(new ProviderId("openai"), "c", List.of("a", "b"));

        assertThat(GatewayAnswer.to(problem))
                .isEqualTo(new GatewayAnswer(
                        400,
                        2040,
                        "Provider 'openai' has no BYOK credential named 'c'. Configured aliases: 'a', 'b'",
                        null,
                        Ending.REFUSED));
    }

    @Test
    void a_key_that_cannot_be_used_is_400_2040_and_says_why() {
        assertThat(GatewayAnswer.to(new Problem.KeyUnusable("no secret was sent for it yet")))
                .isEqualTo(new GatewayAnswer(
                        400,
                        2040,
                        "Configured BYOK credentials are unavailable",
                        "no secret was sent for it yet",
                        Ending.REFUSED));
    }

    @Test
    void no_key_where_one_is_needed_is_400_2044() {
        assertThat(GatewayAnswer.to(new Problem.KeyRequired()))
                .isEqualTo(new GatewayAnswer(
                        400,
                        2044,
                        "Customer-provided provider credentials are required for this request",
                        null,
                        Ending.REFUSED));
    }

    @Test
    void a_stored_key_for_a_caller_without_token_is_401_2009() {
        assertThat(GatewayAnswer.to(new Problem.KeyNeedsToken(Problem.KeyOf.GATEWAY)))
                .isEqualTo(new GatewayAnswer(
                        401,
                        2009,
                        "Unauthorized",
                        "the gateway's stored keys are for requests with a gateway token",
                        Ending.REFUSED));
    }

    @Test
    void the_operators_key_for_a_caller_without_token_is_402_2021() {
        assertThat(GatewayAnswer.to(new Problem.KeyNeedsToken(Problem.KeyOf.OPERATOR)))
                .isEqualTo(new GatewayAnswer(
                        402, 2021, "Gateway authentication is required to use unified billing", null, Ending.REFUSED));
    }

    @Test
    void too_large_a_body_is_413() {
        assertThat(GatewayAnswer.to(new Problem.TooLarge(12)))
                .isEqualTo(new GatewayAnswer(
                        413, 2019, "Request body too large", "at most 12 bytes are taken here", Ending.REFUSED));
    }

    @Test
    void too_many_large_bodies_at_once_is_503_and_says_why() {
        assertThat(GatewayAnswer.to(new Problem.Busy("later")))
                .isEqualTo(
                        new GatewayAnswer(503, 2005, "Failed to get response from provider", "later", Ending.REFUSED));
    }

    @Test
    void a_caller_who_left_is_499_in_the_log() {
        assertThat(GatewayAnswer.to(new Problem.CallerLeft()))
                .isEqualTo(new GatewayAnswer(499, 2005, "The caller left", null, Ending.CANCELLED));
    }

    private static GatewayAnswer early(int status, int code, String message) {
        return new GatewayAnswer(status, code, message, null, Ending.REFUSED);
    }
}

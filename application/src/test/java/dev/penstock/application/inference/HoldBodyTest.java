package dev.penstock.application.inference;

import static dev.penstock.application.inference.SampleCalls.toProvider;
import static dev.penstock.application.inference.SampleCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.FakeAccessStore;
import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.CacheOptions;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.UpstreamRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HoldBodyTest {
    private final LiveSettings live = new LiveSettings(
            new FakeGatewayStore().with(SampleGateways.plain("chat")), new FakeAccessStore(), List.of());
    private final HoldBody hold = new HoldBody(live, catalog());

    HoldBodyTest() {
        live.refresh();
    }

    private static ProviderCatalog catalog() {
        return new ProviderCatalog(List.of(
                provider("openai", ProviderAuth.Scheme.HEADER), provider("signed", ProviderAuth.Scheme.AWS_SIGV4)));
    }

    private static Provider provider(String slug, ProviderAuth.Scheme scheme) {
        return new Provider(
                new ProviderId(slug),
                slug,
                List.of(),
                new ProviderAuth("authorization", "Bearer {key}", List.of(), null, scheme),
                List.of(UpstreamRule.below("https://" + slug + ".example")),
                null,
                null);
    }

    @Test
    void is_of_no_use_where_the_body_is_only_passed_on() {
        assertThat(hold.isOfUse(toProvider("openai"))).isFalse();
        assertThat(hold.isOfUse(toProvider("nobody"))).isFalse();
    }

    @Test
    void is_of_use_where_the_call_may_be_made_again() {
        CallOptions retries = new CallOptions(null, new RetryPolicy(1, null, null));

        assertThat(hold.isOfUse(with(SampleCalls.calling(retries), toProvider("openai"))))
                .isTrue();
    }

    @Test
    void is_of_use_where_the_answer_may_be_kept() {
        assertThat(hold.isOfUse(caching("key", null))).isTrue();
        assertThat(hold.isOfUse(caching("key", true))).isFalse();
        assertThat(hold.isOfUse(caching(null, null))).isFalse();
    }

    @Test
    void is_of_use_where_the_body_is_signed() {
        assertThat(hold.isOfUse(toProvider("signed"))).isTrue();
    }

    private static InferenceRequest caching(@Nullable String key, @Nullable Boolean skip) {
        RequestOptions none = RequestOptions.NONE;
        return with(
                new RequestOptions(
                        null, null, none.log(), new CacheOptions(skip, null, key, null), none.call(), none.keys()),
                toProvider("openai"));
    }
}

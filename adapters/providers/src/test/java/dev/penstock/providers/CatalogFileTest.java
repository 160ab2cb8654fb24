package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.RealtimeRule;
import dev.penstock.domain.provider.Upstream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogFileTest {
    private static final AccountId ACCOUNT = new AccountId("0123456789abcdef0123456789abcdef");
    private static final ProviderCatalog CATALOG = CatalogFile.shipped();

    private static Provider provider(String slug) {
        return CATALOG.bySlug(slug).orElseThrow(() -> new AssertionError("no provider " + slug));
    }

    private static @Nullable String url(Provider provider, @Nullable String path) {
        Upstream upstream = provider.upstream(path == null ? "" : path, ACCOUNT);
        return upstream == null ? null : upstream.base() + upstream.path();
    }

    @Nested
    class Listing {
        @ParameterizedTest
        @CsvSource({
            "openai, openai",
            "google, google-ai-studio",
            "xai, grok",
            "groq, groq",
            "deepseek, deepseek",
            "@cf, workers-ai",
            "mistral, mistral",
        })
        void knows_who_has_an_authors_models(String author, String slug) {
            assertThat(CATALOG.byAuthor(author)).contains(provider(slug));
        }

        @Test
        void has_every_provider_that_has_a_path_of_its_own() {
            List<String> slugs =
                    CATALOG.all().stream().map(provider -> provider.id().slug()).toList();

            assertThat(slugs)
                    .containsExactlyInAnyOrder(
                            "openai",
                            "anthropic",
                            "google-ai-studio",
                            "google-vertex-ai",
                            "aws-bedrock",
                            "azure-openai",
                            "azure",
                            "workers-ai",
                            "groq",
                            "mistral",
                            "cohere",
                            "perplexity-ai",
                            "deepseek",
                            "grok",
                            "cerebras",
                            "openrouter",
                            "baseten",
                            "parallel",
                            "huggingface",
                            "replicate",
                            "cartesia",
                            "elevenlabs",
                            "deepgram",
                            "fal",
                            "ideogram",
                            "fireworks",
                            "adobe-firefly");
        }

        @ParameterizedTest
        @CsvSource({
            "OpenAI",
            "OPENAI",
            "alibaba",
            "minimax",
            "compat",
            "custom-mine",
            "''",
        })
        void knows_no_other_names(String slug) {
            assertThat(CATALOG.bySlug(slug)).isEmpty();
        }

        @Test
        void perplexity_goes_by_both_of_its_names() {
            assertThat(CATALOG.bySlug("perplexity")).isEqualTo(CATALOG.bySlug("perplexity-ai"));
        }
    }

    @Nested
    class AddressingSessions {
        @ParameterizedTest
        @CsvSource({
            "openai, , model=m, https://api.openai.com/v1/realtime?model=m",
            "openai, v1/realtime, model=m, https://api.openai.com/v1/realtime?model=m",
            "google, , api_key=k, https://generativelanguage.googleapis.com/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=k",
            "cartesia, , cartesia_version=1&api_key=k, https://api.cartesia.ai/tts/websocket?cartesia_version=1&api_key=k",
            "elevenlabs, , agent_id=a, https://api.elevenlabs.io/v1/convai/conversation?agent_id=a",
            "fal, fal-ai/fast-sdxl, x=1, https://ws.fal.run/fal-ai/fast-sdxl?x=1",
            "workers-ai, , model=@cf/deepgram/nova-3&a=b, https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/run/@cf/deepgram/nova-3?a=b",
            "deepgram, v1/listen, model=m, https://api.deepgram.com/v1/listen?model=m",
        })
        void knows_where_they_are(String slug, @Nullable String path, String query, String url) {
            Provider found = CATALOG.byRealtimeSlug(slug).orElseThrow();

            RealtimeRule.Target target =
                    Objects.requireNonNull(found.realtime(path == null ? "" : path, query, ACCOUNT));

            assertThat(target.upstream().base() + target.upstream().path() + "?" + target.query())
                    .isEqualTo(url);
        }

        @Test
        void knows_some_names_for_sessions_only() {
            assertThat(CATALOG.bySlug("google")).isEmpty();
            assertThat(CATALOG.byRealtimeSlug("nobody")).isEmpty();
        }
    }

    @Nested
    class Addressing {
        @ParameterizedTest
        @CsvSource({
            "openai, chat/completions, https://api.openai.com/v1/chat/completions",
            "openai, v1/chat/completions, https://api.openai.com/v1/chat/completions",
            "openai, responses, https://api.openai.com/v1/responses",
            "openai, moderations, https://api.openai.com/v1/moderations",
            "openai, v1/moderations, https://api.openai.com/v1/moderations",
            "openai, v1beta/things, https://api.openai.com/v1/v1beta/things",
            "openai, v1/v1/twice, https://api.openai.com/v1/v1/twice",
            "openai, models/ft%3Agpt%2Fx, https://api.openai.com/v1/models/ft%3Agpt%2Fx",
            "openai, , https://api.openai.com/v1/",
            "anthropic, v1/messages, https://api.anthropic.com/v1/messages",
            "google-ai-studio, v1/models/gemini-2.5-flash:generateContent,"
                    + " https://generativelanguage.googleapis.com/v1/models/gemini-2.5-flash:generateContent",
            "google-ai-studio, v1beta/openai/chat/completions,"
                    + " https://generativelanguage.googleapis.com/v1beta/openai/chat/completions",
            "google-vertex-ai, v1/projects/p1/locations/us-east4/publishers/google/models/g:generateContent,"
                    + " https://us-east4-aiplatform.googleapis.com/v1/projects/p1/locations/us-east4/publishers/google/models/g:generateContent",
            "google-vertex-ai, v1/projects/p1/locations/global/publishers/google/models/g:generateContent,"
                    + " https://aiplatform.googleapis.com/v1/projects/p1/locations/global/publishers/google/models/g:generateContent",
            "google-vertex-ai, v1/projects/p1/locations/europe-west1/endpoints/openapi/chat/completions,"
                    + " https://europe-west1-aiplatform.googleapis.com/v1/projects/p1/locations/europe-west1/endpoints/openapi/chat/completions",
            "aws-bedrock, bedrock-runtime/us-east-1/model/us.anthropic.claude-haiku-4-5-20251001-v1:0/converse,"
                    + " https://bedrock-runtime.us-east-1.amazonaws.com/model/us.anthropic.claude-haiku-4-5-20251001-v1:0/converse",
            "aws-bedrock, bedrock-mantle/us-west-2/anthropic/v1/messages,"
                    + " https://bedrock-mantle.us-west-2.api.aws/anthropic/v1/messages",
            "azure-openai, my-resource/gpt4/chat/completions,"
                    + " https://my-resource.openai.azure.com/openai/deployments/gpt4/chat/completions",
            "azure, my-resource/anthropic/v1/messages,"
                    + " https://my-resource.services.ai.azure.com/anthropic/v1/messages",
            "workers-ai, @cf/meta/llama-3.1-8b-instruct,"
                    + " https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/run/@cf/meta/llama-3.1-8b-instruct",
            "workers-ai, run/@cf/meta/llama-3.1-8b-instruct,"
                    + " https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/run/@cf/meta/llama-3.1-8b-instruct",
            "workers-ai, v1/chat/completions,"
                    + " https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1/chat/completions",
            "groq, chat/completions, https://api.groq.com/openai/v1/chat/completions",
            "groq, v1/chat/completions, https://api.groq.com/openai/v1/chat/completions",
            "groq, openai/v1/chat/completions, https://api.groq.com/openai/v1/chat/completions",
            "mistral, v1/chat/completions, https://api.mistral.ai/v1/chat/completions",
            "cohere, v1/chat, https://api.cohere.com/v1/chat",
            "cohere, chat, https://api.cohere.com/v1/chat",
            "cohere, v2/chat, https://api.cohere.com/v2/chat",
            "cohere, compatibility/v1/chat/completions, https://api.cohere.com/compatibility/v1/chat/completions",
            "perplexity-ai, chat/completions, https://api.perplexity.ai/chat/completions",
            "perplexity, chat/completions, https://api.perplexity.ai/chat/completions",
            "deepseek, chat/completions, https://api.deepseek.com/chat/completions",
            "grok, chat/completions, https://api.x.ai/v1/chat/completions",
            "grok, v1/chat/completions, https://api.x.ai/v1/chat/completions",
            "grok, v1/messages, https://api.x.ai/v1/messages",
            "cerebras, chat/completions, https://api.cerebras.ai/v1/chat/completions",
            "cerebras, v1/chat/completions, https://api.cerebras.ai/v1/chat/completions",
            "openrouter, chat/completions, https://openrouter.ai/api/v1/chat/completions",
            "openrouter, v1/chat/completions, https://openrouter.ai/api/v1/chat/completions",
            "baseten, v1/chat/completions, https://inference.baseten.co/v1/chat/completions",
            "baseten, model/abc123, https://model-abc123.api.baseten.co/production/predict",
            "parallel, v1/tasks/runs, https://api.parallel.ai/v1/tasks/runs",
            "parallel, v1beta/search, https://api.parallel.ai/v1beta/search",
            "huggingface, bigcode/starcoder, https://api-inference.huggingface.co/models/bigcode/starcoder",
            "replicate, predictions, https://api.replicate.com/v1/predictions",
            "replicate, v1/predictions, https://api.replicate.com/v1/predictions",
            "cartesia, tts/bytes, https://api.cartesia.ai/tts/bytes",
            "elevenlabs, v1/text-to-speech/voice1, https://api.elevenlabs.io/v1/text-to-speech/voice1",
            "deepgram, v1/listen, https://api.deepgram.com/v1/listen",
            "fal, fal-ai/fast-sdxl, https://fal.run/fal-ai/fast-sdxl",
            "ideogram, v1/ideogram-v3/generate, https://api.ideogram.ai/v1/ideogram-v3/generate",
            "fireworks, chat/completions, https://api.fireworks.ai/inference/v1/chat/completions",
            "fireworks, v1/chat/completions, https://api.fireworks.ai/inference/v1/chat/completions",
            "adobe-firefly, v3/images/generate, https://firefly-api.adobe.io/v3/images/generate",
        })
        void sends_each_documented_path_where_the_contract_says(String slug, @Nullable String path, String expected) {
            assertThat(url(provider(slug), path)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "google-vertex-ai, v1/projects/p1/publishers/google/models/g:generateContent",
            "google-vertex-ai, v1/projects/p1/locations/evil.example%2f/x",
            "google-vertex-ai, v1/projects/p1/locations/evil.example#/x",
            "aws-bedrock, bedrock-runtime/evil.example/model/m/converse",
            "aws-bedrock, bedrock-runtime/us-east-1",
            "aws-bedrock, model/m/converse",
            "azure-openai, evil.example%23/d/chat/completions",
            "azure-openai, user@evil/d/chat/completions",
            "azure-openai, -lead/d/chat/completions",
            "azure, my-resource/openai/v1/chat/completions",
        })
        void has_no_place_for_a_path_that_names_no_host_of_the_provider(String slug, String path) {
            assertThat(url(provider(slug), path)).isNull();
        }
    }

    @Nested
    class The_unified_way_in {
        @ParameterizedTest
        @CsvSource({
            "openai, https://api.openai.com/v1/chat/completions",
            "groq, https://api.groq.com/openai/v1/chat/completions",
            "mistral, https://api.mistral.ai/v1/chat/completions",
            "perplexity, https://api.perplexity.ai/chat/completions",
            "perplexity-ai, https://api.perplexity.ai/chat/completions",
            "grok, https://api.x.ai/v1/chat/completions",
            "xai, https://api.x.ai/v1/chat/completions",
            "deepseek, https://api.deepseek.com/chat/completions",
            "cerebras, https://api.cerebras.ai/v1/chat/completions",
            "baseten, https://inference.baseten.co/v1/chat/completions",
            "parallel, https://api.parallel.ai/chat/completions",
            "openrouter, https://openrouter.ai/api/v1/chat/completions",
            "fireworks, https://api.fireworks.ai/inference/v1/chat/completions",
            "google-ai-studio, https://generativelanguage.googleapis.com/v1beta/openai/chat/completions",
            "cohere, https://api.cohere.com/compatibility/v1/chat/completions",
            "workers-ai,"
                    + " https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1/chat/completions",
        })
        void leads_to_the_chat_endpoint_of_each_provider_that_speaks_openai(String prefix, String expected) {
            Provider provider = CATALOG.byUnifiedPrefix(prefix).orElseThrow();

            String reached = url(
                    provider,
                    Objects.requireNonNull(provider.unified())
                            .way(Api.CHAT_COMPLETIONS)
                            .path());

            assertThat(reached).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"elevenlabs", "replicate", "nobody"})
        void is_closed_at_providers_that_do_not_chat(String prefix) {
            assertThat(CATALOG.byUnifiedPrefix(prefix)).isEmpty();
        }
    }

    @Nested
    class Credentials {
        @ParameterizedTest
        @CsvSource({
            "openai, Authorization, Bearer {key}",
            "anthropic, x-api-key, {key}",
            "google-ai-studio, x-goog-api-key, {key}",
            "google-vertex-ai, Authorization, Bearer {key}",
            "azure-openai, api-key, {key}",
            "azure, x-api-key, {key}",
            "workers-ai, Authorization, Bearer {key}",
            "cohere, Authorization, Token {key}",
            "parallel, x-api-key, {key}",
            "cartesia, X-API-Key, {key}",
            "elevenlabs, xi-api-key, {key}",
            "deepgram, Authorization, Token {key}",
            "fal, Authorization, Key {key}",
            "ideogram, Api-Key, {key}",
            "grok, Authorization, Bearer {key}",
        })
        void stand_where_the_provider_looks_for_them(String slug, String header, String format) {
            Provider provider = provider(slug);

            assertThat(provider.auth().header()).isEqualTo(header);
            assertThat(provider.auth().format()).isEqualTo(format);
        }

        @Test
        void may_stand_in_the_query_at_google() {
            assertThat(provider("google-ai-studio").auth().query()).isEqualTo("key");
        }
    }

    @Nested
    class Moving_a_provider {
        @ParameterizedTest
        @CsvSource({
            "openai, chat/completions, http://127.0.0.1:9001/chat/completions",
            "openai, v1/chat/completions, http://127.0.0.1:9001/v1/chat/completions",
            "workers-ai, @cf/meta/llama, http://127.0.0.1:9001/run/@cf/meta/llama",
            "cohere, chat, http://127.0.0.1:9001/v1/chat",
            "azure-openai, res/dep/chat/completions, http://127.0.0.1:9001/openai/deployments/dep/chat/completions",
            "azure, res/anthropic/v1/messages, http://127.0.0.1:9001/anthropic/v1/messages",
            "aws-bedrock, bedrock-runtime/us-east-1/model/m/converse, http://127.0.0.1:9001/model/m/converse",
            "aws-bedrock, bedrock-mantle/us-east-1/v1/responses, http://127.0.0.1:9001/v1/responses",
            "google-vertex-ai, v1/projects/p/locations/us-east4/x,"
                    + " http://127.0.0.1:9001/v1/projects/p/locations/us-east4/x",
            "google-vertex-ai, v1/projects/p/locations/global/x,"
                    + " http://127.0.0.1:9001/v1/projects/p/locations/global/x",
            "baseten, model/abc, http://127.0.0.1:9001/production/predict",
            "baseten, v1/chat/completions, http://127.0.0.1:9001/v1/chat/completions",
        })
        void puts_every_path_below_the_other_address(String slug, String path, String expected) {
            ProviderCatalog moved = CATALOG.withBaseUrl(new ProviderId(slug), "http://127.0.0.1:9001/");

            assertThat(url(moved.bySlug(slug).orElseThrow(), path)).isEqualTo(expected);
        }

        @Test
        void keeps_version_tolerance_at_an_address_that_ends_in_a_version() {
            ProviderCatalog moved = CATALOG.withBaseUrl(new ProviderId("anthropic"), "https://proxy.example/a/v1");

            Provider provider = moved.bySlug("anthropic").orElseThrow();

            assertThat(url(provider, "v1/messages")).isEqualTo("https://proxy.example/a/v1/messages");
            assertThat(url(provider, "messages")).isEqualTo("https://proxy.example/a/v1/messages");
        }

        @Test
        void leaves_the_others_where_they_are() {
            ProviderCatalog moved = CATALOG.withBaseUrl(new ProviderId("openai"), "http://127.0.0.1:9001");

            assertThat(url(moved.bySlug("grok").orElseThrow(), "models")).isEqualTo("https://api.x.ai/v1/models");
        }
    }
}

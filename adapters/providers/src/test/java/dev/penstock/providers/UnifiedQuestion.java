package dev.penstock.providers;

import dev.penstock.application.port.ProviderClient.Address;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.port.ProviderClient.Translation;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.Upstream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A request of the unified API, and the call that the gateway makes of it.
 *
 * @param members what stands in its body beside the model and whether it is streamed
 */
record UnifiedQuestion(Api api, boolean stream, String model, String members) {
    private static final AccountId ACCOUNT = new AccountId("acc");
    static final String WORDS = "how deep is the water";

    static UnifiedQuestion saying(Api api, boolean stream, String words) {
        return new UnifiedQuestion(api, stream, "gpt-4o", spoken(api, words));
    }

    UnifiedQuestion to(String otherModel) {
        return new UnifiedQuestion(api, stream, otherModel, members);
    }

    UnifiedQuestion with(String more) {
        return new UnifiedQuestion(api, stream, model, members + "," + more);
    }

    private static String spoken(Api api, String words) {
        return switch (api) {
            case CHAT_COMPLETIONS ->
                "'messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':'%s'}]".formatted(words);
            case RESPONSES -> "'instructions':'Be brief.','input':'%s'".formatted(words);
            case MESSAGES -> "'system':'Be brief.','messages':[{'role':'user','content':'%s'}]".formatted(words);
        };
    }

    /** With a tool that takes a gate's number. */
    UnifiedQuestion offeringATool() {
        String schema = "{'type':'object','properties':{'gate':{'type':'integer'}},'required':['gate']}";
        return with("'tools':[%s]"
                .formatted(
                        switch (api) {
                            case CHAT_COMPLETIONS ->
                                "{'type':'function','function':{'name':'set_gate','parameters':%s}}";
                            case RESPONSES -> "{'type':'function','name':'set_gate','parameters':%s}";
                            case MESSAGES -> "{'name':'set_gate','input_schema':%s}";
                        })
                .formatted(schema));
    }

    /** What follows upon a tool's answer. */
    static UnifiedQuestion afterATool(Api api, boolean stream) {
        String members = switch (api) {
            case CHAT_COMPLETIONS -> """
                'messages':[{'role':'user','content':'set_gate'},
                {'role':'assistant','content':null,'tool_calls':[{'id':'call_1','type':'function',
                'function':{'name':'set_gate','arguments':'{}'}}]},
                {'role':'tool','tool_call_id':'call_1','content':'the gate is open'}]""";
            case RESPONSES -> """
                'input':[{'role':'user','content':'set_gate'},
                {'type':'function_call','call_id':'call_1','name':'set_gate','arguments':'{}'},
                {'type':'function_call_output','call_id':'call_1','output':'the gate is open'}]""";
            case MESSAGES -> """
                'messages':[{'role':'user','content':'set_gate'},
                {'role':'assistant','content':[{'type':'tool_use','id':'call_1','name':'set_gate','input':{}}]},
                {'role':'user','content':[{'type':'tool_result','tool_use_id':'call_1','content':'the gate is open'}]}]""";
        };
        return new UnifiedQuestion(api, stream, "gpt-4o", members).offeringATool();
    }

    static UnifiedQuestion showing(Api api, boolean stream, String base64) {
        String members = switch (api) {
            case CHAT_COMPLETIONS -> """
                'messages':[{'role':'user','content':[{'type':'text','text':'what is this'},
                {'type':'image_url','image_url':{'url':'data:image/png;base64,%s'}}]}]""";
            case RESPONSES -> """
                'input':[{'role':'user','content':[{'type':'input_text','text':'what is this'},
                {'type':'input_image','image_url':'data:image/png;base64,%s'}]}]""";
            case MESSAGES -> """
                'messages':[{'role':'user','content':[{'type':'text','text':'what is this'},
                {'type':'image','source':{'type':'base64','media_type':'image/png','data':'%s'}}]}]""";
        };
        return new UnifiedQuestion(api, stream, "gpt-4o", members.formatted(base64));
    }

    String asked(Provider provider) {
        return provider.id() + "/" + model;
    }

    /** The call to a provider, perhaps moved, that {@code AddressCall} makes. */
    Call call(Provider provider, Credential credential) {
        Provider.Unified ways = Objects.requireNonNull(provider.unified());
        Provider.Way way = ways.way(api);
        boolean asItIs = way.dialect() == null && ways.speaks(api);
        String path = stream && way.streamPath() != null ? way.streamPath() : way.path();
        String filled = path.replace("{model}", URLEncoder.encode(model, StandardCharsets.UTF_8));
        for (String name : credential.places().keySet()) {
            filled = filled.replace("{" + name + "}", credential.places().get(name));
        }
        int query = filled.indexOf('?');
        Upstream upstream = provider.upstream(query < 0 ? filled : filled.substring(0, query), ACCOUNT);
        return new Call(
                provider,
                new Address(Objects.requireNonNull(upstream), query < 0 ? null : filled.substring(query + 1)),
                model,
                "POST",
                ClientLoop.headers("content-type", "application/json", "accept-encoding", "gzip, br"),
                ClientLoop.text(body(asItIs ? model : asked(provider))),
                credential,
                asItIs ? null : new Translation(api, way.dialect(), asked(provider)));
    }

    private String body(String named) {
        String usage = stream && api == Api.CHAT_COMPLETIONS ? ",'stream_options':{'include_usage':true}" : "";
        String limit = api == Api.MESSAGES && !members.contains("max_tokens") ? ",'max_tokens':500" : "";
        return "{'model':'%s','stream':%s,%s%s%s}"
                .formatted(named, stream, members, usage, limit)
                .replace('\'', '"');
    }
}

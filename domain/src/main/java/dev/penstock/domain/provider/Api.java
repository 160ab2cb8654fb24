package dev.penstock.domain.provider;

/** An API that callers of the unified endpoints speak, whichever provider answers (data plane endpoints, sections 3 and 5). */
public enum Api {
    /** OpenAI's chat completions. */
    CHAT_COMPLETIONS("chat/completions"),
    /** OpenAI's Responses. */
    RESPONSES("responses"),
    /** Anthropic's Messages. */
    MESSAGES("messages");

    private final String path;

    Api(String path) {
        this.path = path;
    }

    /** The endpoint's path below the place where the unified API begins. */
    public String path() {
        return path;
    }
}

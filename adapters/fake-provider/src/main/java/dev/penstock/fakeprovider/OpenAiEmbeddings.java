package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/** Embeddings as OpenAI words them. A vector follows from its text; the prompt is all that costs tokens. */
final class OpenAiEmbeddings implements Dialect {
    private static final int DIMENSIONS = 8;
    private static final int MAX_DIMENSIONS = 3072;

    @Override
    public Question read(String path, String query, JsonNode body) {
        return new Question(
                OpenAiAnswers.model(path, body),
                Prompt.of(body.path("input")),
                Question.Shape.WHOLE,
                true,
                Integer.MAX_VALUE,
                List.of(),
                OfferedTools.NONE);
    }

    @Override
    public ObjectNode whole(Answer answer, JsonNode body) {
        ObjectNode list = Json.object().put("object", "list").put("model", answer.model());
        ArrayNode vectors = list.putArray("data");
        JsonNode input = body.path("input");
        // A list of numbers is one text, already cut into tokens.
        boolean many = input.isArray() && !input.path(0).isNumber();
        for (JsonNode text : many ? input : List.of(input)) {
            add(vectors, text, body);
        }
        if (answer.tokens().shown()) {
            list.putObject("usage")
                    .put("prompt_tokens", answer.tokens().prompt())
                    .put("total_tokens", answer.tokens().prompt());
        }
        return list;
    }

    @Override
    public Speech stream(Answer answer, Question question) {
        throw new IllegalStateException("embeddings are never streamed");
    }

    @Override
    public ObjectNode error(Refusal refusal) {
        return OpenAiErrors.error(refusal);
    }

    private static void add(ArrayNode vectors, JsonNode text, JsonNode body) {
        int size = Math.clamp(body.path("dimensions").asInt(DIMENSIONS), 1, MAX_DIMENSIONS);
        float[] vector = vector(text.toString(), size);
        ObjectNode entry = vectors.addObject().put("object", "embedding").put("index", vectors.size() - 1);
        if ("base64".equals(body.path("encoding_format").asText())) {
            entry.put("embedding", packed(vector));
        } else {
            ArrayNode numbers = entry.putArray("embedding");
            for (float number : vector) {
                numbers.add(number);
            }
        }
    }

    private static float[] vector(String text, int size) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        return vector;
    }

    private static String packed(float[] vector) {
        byte[] bytes = new byte[vector.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes);
    }
}

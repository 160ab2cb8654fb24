package dev.penstock.http.management.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.penstock.domain.validation.Given;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells an absent member from one that is null. */
@SuppressWarnings("rawtypes") // Jackson registers deserializers by raw class
final class GivenDeserializer extends JsonDeserializer<Given> implements ContextualDeserializer {
    private final JavaType content;

    GivenDeserializer() {
        this(TypeFactory.unknownType());
    }

    private GivenDeserializer(JavaType content) {
        this.content = content;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return new GivenDeserializer(context.getContextualType().containedTypeOrUnknown(0));
    }

    @Override
    public Given<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Object value = context.readValue(parser, content);
        return Given.of(value);
    }

    @Override
    public Given<?> getNullValue(DeserializationContext context) {
        return Given.of(null);
    }

    @Override
    public Given<?> getAbsentValue(DeserializationContext context) {
        return Given.omitted();
    }
}

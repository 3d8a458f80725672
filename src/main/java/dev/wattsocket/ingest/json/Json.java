package dev.wattsocket.ingest.json;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Where JSON parsers come from, with the limits that hold for everything from outside. Any thread.
public final class Json {
    public static final int DEPTH_MAX = 16;
    public static final int STRING_CHARS_MAX = 8_192;
    public static final int NAME_CHARS_MAX = 1_024;
    public static final int NUMBER_CHARS_MAX = 400;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(STRING_CHARS_MAX)
                                    .maxNameLength(NAME_CHARS_MAX)
                                    .maxNumberLength(NUMBER_CHARS_MAX)
                                    .build())
                    // Some devices print NaN: that value is refused, its neighbours are not.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    /// What a parser adds for those who wrote it.
    private static final Pattern INTERNALS =
            Pattern.compile("(, from `[^`]*`)|( require enabling `.*)", Pattern.DOTALL);

    private Json() {}

    /// Why something is not JSON, for whoever sent it.
    public static String reason(JacksonException why) {
        return INTERNALS.matcher(why.getOriginalMessage()).replaceAll("");
    }

    public static JsonParser parser(byte[] bytes, int offset, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }
}

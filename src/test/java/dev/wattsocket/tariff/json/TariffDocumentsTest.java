package dev.wattsocket.tariff.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What docs/tariffs.md shows can be sent as it stands.
class TariffDocumentsTest {
    private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleIsATariff() throws IOException {
        String page = Files.readString(Path.of("docs/tariffs.md"));

        var names =
                BLOCK.matcher(page)
                        .results()
                        .map((MatchResult block) -> TariffJson.read(block.group(1)).name())
                        .toList();

        assertThat(names)
                .containsExactly(
                        "One price",
                        "One price",
                        "Peak hours",
                        "By the hour",
                        "Blocks",
                        "Capacity");
    }
}

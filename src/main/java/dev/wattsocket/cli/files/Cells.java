package dev.wattsocket.cli.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.util.List;

/// Cuts one line after the other into its cells. Each line is cut for itself, so that a quote which
/// never closes spoils its own line and no other. Confined to one thread.
final class Cells {
    private static final char NO_QUOTE = '\uffff'; // no text has it

    private final CsvReaderBuilder csv;

    Cells(Layout layout) {
        csv =
                CsvReader.builder()
                        .fieldSeparator(layout.separator())
                        .quoteCharacter(layout.quote().orElse(NO_QUOTE))
                        .allowUnclosedQuote(false);
    }

    List<String> of(String line) throws Refusal {
        try {
            return csv.ofSingleCsvRecord(line).getFields();
        } catch (CsvParseException e) {
            throw new Refusal("bad_quote", quoteTrouble(e));
        }
    }

    private static String quoteTrouble(CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Unclosed")
                ? "A quote is opened and never closed; if quotes mean nothing here, file.quote: none."
                : "There is text behind a closing quote; if quotes mean nothing here,"
                        + " file.quote: none.";
    }
}

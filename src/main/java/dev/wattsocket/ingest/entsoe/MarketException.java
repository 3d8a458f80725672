package dev.wattsocket.ingest.entsoe;

import java.io.Serial;

/// A document of which nothing can be taken. The message is a sentence for whoever sent it.
public final class MarketException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    MarketException(String sentence) {
        super(sentence);
    }

    MarketException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

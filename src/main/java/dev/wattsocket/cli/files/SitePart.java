package dev.wattsocket.cli.files;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;

/// The site that the meters of a file belong to. It is made where it is not there yet.
public record SitePart(
        String id, Optional<String> name, Optional<ZoneId> zone, Optional<Currency> currency) {}

package dev.wattsocket.cli.files;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;

/// How the lines of a file are cut into cells, and what its numbers look like.
record Layout(
        String separator,
        Optional<Character> quote,
        Optional<Character> comment,
        boolean header,
        int skipLines,
        Charset encoding,
        char decimal,
        Optional<Character> thousands,
        Set<String> missing) {}

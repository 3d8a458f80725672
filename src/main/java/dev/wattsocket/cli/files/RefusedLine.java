package dev.wattsocket.cli.files;

/// What was not taken of a file, and why: a whole line, or where `column` is not empty one value of
/// it. Lines count from 1. `reason` is one word with `_`, `detail` a sentence.
public record RefusedLine(long line, String column, String reason, String detail) {}

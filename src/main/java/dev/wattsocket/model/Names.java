package dev.wattsocket.model;

/// What sites, meters and channels may be called.
public final class Names {
    public static final int NAME_CHARS_MAX = 64;

    private Names() {}

    /// Whether this may be a site's or a meter's id: 1 to 64 letters, digits and `_ - : .`, a
    /// letter or digit first, no dot last.
    public static boolean isId(String id) {
        if (id.isEmpty() || id.length() > NAME_CHARS_MAX || !isLetterOrDigit(id.charAt(0))) {
            return false;
        }
        for (int i = 1; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!isLetterOrDigit(c) && c != '_' && c != '-' && c != ':' && c != '.') {
                return false;
            }
        }
        return id.charAt(id.length() - 1) != '.';
    }

    /// Whether this may be a channel's name: 1 to 64 letters, digits and `_`, a letter first.
    public static boolean isChannel(String name) {
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetterOrDigit(c) && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }
}

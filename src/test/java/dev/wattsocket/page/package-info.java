/// The page in a real browser.
@NullMarked
package dev.wattsocket.page;

import org.jspecify.annotations.NullMarked;

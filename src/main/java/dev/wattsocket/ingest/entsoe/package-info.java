/// Market documents of ENTSO-E, the European grid operators: days of prices, as XML.
@NullMarked
package dev.wattsocket.ingest.entsoe;

import org.jspecify.annotations.NullMarked;

package dev.wattsocket.ingest.entsoe;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Walks through the elements of an XML document, whatever their namespace, once and in order.
/// Knows no document types and no entities but XML's own. Confined to one thread.
final class Elements {
    /// Elements within each other.
    static final int DEPTH_MAX = 16;

    /// Characters of a text that is of use; nothing longer is a number, a time or a name.
    static final int TEXT_CHARS_MAX = 500;

    private static final XMLInputFactory XML = factory();

    private final XMLStreamReader reader;
    private int depth;

    private Elements(XMLStreamReader reader) {
        this.reader = reader;
    }

    /// What is done with each element below another. It may look into it or leave it alone.
    interface Visitor {
        void visit(String name) throws XMLStreamException;
    }

    /// Shows the outermost element.
    ///
    /// @throws IOException where the bytes can't be read
    /// @throws MarketException where they are not XML
    static void walk(InputStream bytes, DocumentVisitor visitor) throws IOException {
        try {
            var reader = XML.createXMLStreamReader(bytes);
            try {
                var elements = new Elements(reader);
                elements.each(name -> visitor.visit(name, elements));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException broken) {
                throw broken;
            }
            throw new MarketException("This is not XML: " + reason(e), e);
        }
    }

    /// Sees the outermost element.
    interface DocumentVisitor {
        void visit(String name, Elements below) throws XMLStreamException;
    }

    /// Shows each element that is directly below the present one.
    void each(Visitor visitor) throws XMLStreamException {
        int own = depth;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    enter();
                    visitor.visit(reader.getLocalName());
                    skipTo(own);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return;
                }
                case XMLStreamConstants.DTD ->
                        throw new MarketException(
                                "A document with a DOCTYPE is not taken; ENTSO-E's have none.");
                default -> {}
            }
        }
    }

    /// The text of the present element, up to TEXT_CHARS_MAX.
    String text() throws XMLStreamException {
        var text = new StringBuilder();
        int own = depth;
        while (depth >= own) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> enter();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    String part = reader.getText();
                    int room = TEXT_CHARS_MAX - text.length();
                    text.append(part, 0, Math.min(part.length(), room));
                }
                default -> {}
            }
        }
        return text.toString().strip();
    }

    /// The line that the document is read to; the first is 1.
    long line() {
        return reader.getLocation().getLineNumber();
    }

    private void enter() {
        depth++;
        if (depth > DEPTH_MAX) {
            throw new MarketException(
                    "Line %d: more than %d elements within each other."
                            .formatted(line(), DEPTH_MAX));
        }
    }

    private void skipTo(int level) throws XMLStreamException {
        while (depth > level) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> enter();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    private static String reason(XMLStreamException e) {
        var where = e.getLocation();
        String message = String.valueOf(e.getMessage());
        int from = message.indexOf("Message: ");
        String said = from < 0 ? message : message.substring(from + "Message: ".length());
        return where == null || where.getLineNumber() < 1
                ? said
                : "line %d: %s".formatted(where.getLineNumber(), said);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}

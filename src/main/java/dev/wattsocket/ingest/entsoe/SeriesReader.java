package dev.wattsocket.ingest.entsoe;

import dev.wattsocket.ingest.entsoe.Period.Point;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/// Reads the series of a document as they are written, or why there are none. Confined to one
/// thread.
final class SeriesReader {
    private static final String DOCUMENT = "_MarketDocument";
    private static final String REFUSAL = "Acknowledgement_MarketDocument";

    private final List<Series> series = new ArrayList<>();
    private int points;

    List<Series> series() {
        return series;
    }

    /// Reads the whole document.
    ///
    /// @throws MarketException where it is another kind of document
    void document(String name, Elements xml) throws XMLStreamException {
        if (name.equals(REFUSAL)) {
            throw new MarketException(
                    "This holds no data, but ENTSO-E's answer why there is none: " + reason(xml));
        }
        if (!name.endsWith(DOCUMENT)) {
            throw new MarketException(
                    "This is not a market document of ENTSO-E: it begins with <%s>."
                            .formatted(shortened(name)));
        }
        xml.each(each -> {
            if (each.equals("TimeSeries")) {
                series.add(timeSeries(xml));
            }
        });
        if (series.isEmpty()) {
            throw new MarketException("This %s has no TimeSeries.".formatted(shortened(name)));
        }
    }

    private static String reason(Elements xml) throws XMLStreamException {
        var said = new StringBuilder();
        xml.each(name -> {
            if (name.equals("Reason")) {
                xml.each(part -> {
                    if (part.equals("text")) {
                        said.append(said.isEmpty() ? "" : " ").append(xml.text());
                    } else if (part.equals("code")) {
                        said.append(said.isEmpty() ? "" : " ");
                        said.append('(').append(xml.text()).append(')');
                    }
                });
            }
        });
        return said.isEmpty() ? "it gives no reason." : said.toString();
    }

    private Series timeSeries(Elements xml) throws XMLStreamException {
        var read = new Series(series.size() + 1, xml.line());
        xml.each(name -> {
            switch (name) {
                case "classificationSequence_AttributeInstanceComponent.position" ->
                        read.sequence = xml.text();
                case "curveType" -> read.curve = xml.text();
                case "currency_Unit.name" -> read.currency = xml.text();
                case "price_Measure_Unit.name" -> read.priceUnit = xml.text();
                case "quantity_Measure_Unit.name" -> read.quantityUnit = xml.text();
                case "Period" -> read.periods.add(period(read, xml));
                default -> {}
            }
        });
        return read;
    }

    private Period period(Series of, Elements xml) throws XMLStreamException {
        var read = new Period(xml.line());
        xml.each(name -> {
            switch (name) {
                case "timeInterval" ->
                        xml.each(edge -> {
                            if (edge.equals("start")) {
                                read.start = xml.text();
                            } else if (edge.equals("end")) {
                                read.end = xml.text();
                            }
                        });
                case "resolution" -> read.resolution = xml.text();
                case "Point" -> read.points.add(point(of, xml));
                default -> {}
            }
        });
        return read;
    }

    private Point point(Series of, Elements xml) throws XMLStreamException {
        points++;
        if (points > MarketDocument.POINTS_MAX) {
            throw MarketDocument.tooMany();
        }
        long line = xml.line();
        var position = new StringBuilder();
        var amount = new StringBuilder();
        xml.each(name -> {
            switch (name) {
                case "position" -> position.append(xml.text());
                case "price.amount" -> {
                    of.hasPrices = true;
                    amount.append(xml.text());
                }
                case "quantity" -> amount.append(xml.text());
                default -> {}
            }
        });
        return new Point(line, position.toString(), amount.toString());
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 64));
    }
}

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;

/// Asks a running server for figures and prints how long each answer takes: what, the target, the
/// median and the first time, with tabs between. Usage: java Figures.java PORT DAYS, where DAYS is how many days have a reading each second;
/// or java Figures.java write FILE, for a year of minutes to be imported.
final class Figures {
    private static final long DAY = 86_400_000;
    private static final long BEGIN = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    private static final int ROWS_A_REQUEST = 40_000;
    private static final int REPEATS = 15;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    private Figures(String port) {
        this.base = "http://127.0.0.1:" + port + "/api/v1";
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("write")) {
            write(Path.of(args[1]));
            return;
        }
        new Figures(args[0]).run(Integer.parseInt(args[1]));
    }

    /// A year of minutes, as `export` writes them.
    private static void write(Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            out.write("time,meter,interval_ms,power\n");
            for (long time = BEGIN; time < BEGIN + 365 * DAY; time += 60_000) {
                out.write(Instant.ofEpochMilli(time) + ",imported,," + (400 + time / 60_000 % 997) + "\n");
            }
        }
    }

    private void run(int days) throws Exception {
        long year = BEGIN + 365 * DAY;
        load("seconds", 1_000, year - days * DAY, year);
        load("year", 60_000, BEGIN, year);
        for (int i = 1; i <= 20; i++) {
            load("m" + i, 60_000, year - 31 * DAY, year);
        }
        String month = "&from=" + (year - 31 * DAY) + "&to=" + year;
        String meters = "m1,m2,m3,m4,m5,m6,m7,m8,m9,m10";
        String series = meters.replace(",", ".power,") + ".power";
        settle("seconds", "year");
        for (int i = 1; i <= 20; i++) {
            settle("m" + i);
        }
        ask("a day of seconds at 1,200 px", 50,
                "/history?px=1200&series=seconds.power&from=" + (year - 9 * DAY / 2) + "&to=" + (year - 7 * DAY / 2));
        ask("a year by day", 20, "/energy?meter=year&by=day&from=" + BEGIN + "&to=" + year);
        ask("a year at 1,200 px", 20, "/history?px=1200&series=year.power&from=" + BEGIN + "&to=" + year);
        ask("30 days of 10 meters at 1,200 px", 150,
                "/history?px=1200&series=" + series + "&from=" + (year - 30 * DAY) + "&to=" + year);
        ask("a month of 20 meters by hour", 100,
                "/energy?by=hour&meters=" + meters + ",m11,m12,m13,m14,m15,m16,m17,m18,m19,m20" + month);
        late(year, days);
    }

    /// A reading between two others, then its month by day: what it touched is computed anew.
    private void late(long year, int days) throws Exception {
        var took = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long time = year - days * DAY / 2 + i * 7_919_000L + 500;
            send("seconds," + Instant.ofEpochMilli(time) + ",1234,\n", "meter,time,power,energy_import\n");
            took[i] = time("/energy?meter=seconds&by=day&from=" + (time - 2 * DAY) + "&to=" + (time + 2 * DAY));
        }
        print("a late reading among seconds, asked for", 50, took[0], took);
    }

    private void settle(String... meters) throws Exception {
        for (var meter : meters) {
            time("/energy?meter=" + meter + "&by=year&from=" + BEGIN + "&to=" + (BEGIN + 366 * DAY));
        }
    }

    private void ask(String what, int target, String path) throws Exception {
        double first = time(path);
        var took = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            took[i] = time(path);
        }
        print(what, target, first, took);
    }

    private static void print(String what, int target, double first, double[] took) {
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT, "%s\tbelow %d ms\t%.1f ms\t%.1f ms%n", what, target, took[took.length / 2], first);
    }

    private double time(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path)).build();
        long begun = System.nanoTime();
        check(client.send(request, BodyHandlers.ofString()));
        return (System.nanoTime() - begun) / 1e6;
    }

    /// Power that goes up and down with the day, and the register that counts it.
    private void load(String meter, long step, long from, long to) throws Exception {
        LongToDoubleFunction watts =
                time -> 400 + 300 * Math.sin(time * 2 * Math.PI / DAY) + time / step % 97;
        var body = new StringBuilder();
        double wh = 0;
        int rows = 0;
        for (long time = from; time < to; time += step) {
            double power = watts.applyAsDouble(time);
            body.append(meter).append(',').append(time).append(',');
            body.append(Math.round(power * 10) / 10.0).append(',').append(Math.round(wh * 1000) / 1000.0).append('\n');
            wh += power * step / 3_600_000;
            if (++rows % ROWS_A_REQUEST == 0) {
                send(body.toString(), "meter,time,power,energy_import\n");
                body.setLength(0);
            }
        }
        if (!body.isEmpty()) {
            send(body.toString(), "meter,time,power,energy_import\n");
        }
    }

    private void send(String rows, String head) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/readings"))
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(head + rows))
                        .build();
        check(client.send(request, BodyHandlers.ofString()));
    }

    private static void check(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200 || answer.body().contains("\"refused\":[{")) {
            throw new IOException(answer.statusCode() + " " + answer.body().substring(0, Math.min(300, answer.body().length())));
        }
    }
}

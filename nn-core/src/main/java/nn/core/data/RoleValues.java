package nn.core.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import nn.core.Message;
import nn.core.NnException;

/** The numbers of a column that has a {@link Role}: one for each row, none missing. */
final class RoleValues {

    /** A date, or a date and a time of the day after T or a space, or that with an offset from UTC. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private RoleValues() {}

    /**
     * The numbers.
     *
     * @throws NnException.Data if a value is missing, or is none that the role takes
     */
    static Numbers of(Table table, Role role, String column) {
        return switch (role) {
            case WEIGHT -> weights(table, column);
            case GROUP ->
                switch (table.column(column)) {
                    case Column.Numeric numeric -> complete(table, "group", column, numeric.values());
                    case Column.Categorical text -> complete(table, "group", column, text.codes());
                };
            case TIME ->
                switch (table.column(column)) {
                    case Column.Numeric numeric -> complete(table, "time", column, numeric.values());
                    case Column.Categorical text -> times(table, text);
                };
        };
    }

    private static Numbers weights(Table table, String column) {
        Numbers weights = numbers(table, "weight", column);
        for (int row = 0; row < weights.length(); row++) {
            if (weights.get(row) < 0) {
                throw new NnException.Data(place(table, row) + "weight column " + Message.quote(column) + " is "
                        + weights.get(row) + ", expected 0 or more. Correct it, or choose another column of weights.");
            }
        }
        return weights;
    }

    private static Numbers times(Table table, Column.Categorical column) {
        Numbers codes = complete(table, "time", column.name(), column.codes());
        double[] seconds = new double[column.categories().size()];
        boolean[] known = new boolean[seconds.length];
        for (int row = 0; row < codes.length(); row++) {
            int code = (int) codes.get(row);
            if (!known[code]) {
                seconds[code] =
                        seconds(table, column.name(), row, column.categories().get(code));
                known[code] = true;
            }
        }
        return codes.map(code -> seconds[(int) code]);
    }

    /** Seconds since 1970, in UTC unless the text has an offset. */
    private static double seconds(Table table, String column, int row, String text) {
        TemporalAccessor time;
        try {
            time = ISO.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeParseException e) {
            throw new NnException.Data(
                    place(table, row) + "time column " + Message.quote(column) + " is " + Message.quote(text)
                            + ", expected a number, or a date as in 2026-01-31, 2026-01-31T18:30 or"
                            + " 2026-01-31T18:30:00+01:00.",
                    e);
        }
        Instant instant = switch (time) {
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
        };
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    /** The numbers of a column, none missing; what the column is for is said in messages. */
    static Numbers numbers(Table table, String purpose, String column) {
        if (!(table.column(column) instanceof Column.Numeric numeric)) {
            throw new NnException.Data(table.name() + ": " + purpose + " column " + Message.quote(column)
                    + " holds text, expected numbers.");
        }
        return complete(table, purpose, column, numeric.values());
    }

    /** The values themselves, of which none is missing. */
    static Numbers complete(Table table, String purpose, String column, Numbers values) {
        for (int row = 0; row < values.length(); row++) {
            if (!Double.isFinite(values.get(row))) {
                throw new NnException.Data(place(table, row) + purpose + " column " + Message.quote(column)
                        + " has no finite value. Remove the row or complete it.");
            }
        }
        return values;
    }

    private static String place(Table table, int row) {
        return table.name() + ": row " + (row + 1) + ": ";
    }
}

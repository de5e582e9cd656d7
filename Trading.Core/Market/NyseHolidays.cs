namespace Trading.Core.Market;

/// <summary>The dates in New York on which the NYSE is closed on a weekday, or closes at 13:00.</summary>
internal static class NyseHolidays
{
    private static readonly LocalDate[] OneOffClosures =
    [
        // The attacks of September 11.
        new(2001, 9, 11), new(2001, 9, 12), new(2001, 9, 13), new(2001, 9, 14),
        // Mourning for presidents Reagan, Ford, G. H. W. Bush and Carter.
        new(2004, 6, 11), new(2007, 1, 2), new(2018, 12, 5), new(2025, 1, 9),
        // Hurricane Sandy.
        new(2012, 10, 29), new(2012, 10, 30),
    ];

    // In 2002 the day after Independence Day was shortened instead of the day before; in 2003 also the Friday after Christmas.
    private static readonly LocalDate[] OneOffEarlyCloses = [new(2002, 7, 5), new(2003, 12, 26)];

    /// <summary>Full-day closures of a year from 2001 on; some may fall on a weekend.</summary>
    public static IEnumerable<LocalDate> ClosedIn(int year)
    {
        // New Year's Day on a Saturday is not moved to Friday, the last day of the accounting year (Rule 7.2).
        var newYear = new LocalDate(year, 1, 1);
        if (newYear.DayOfWeek != IsoDayOfWeek.Saturday) yield return Observed(newYear);
        yield return Nth(3, IsoDayOfWeek.Monday, year, 1);
        yield return Nth(3, IsoDayOfWeek.Monday, year, 2);
        yield return EasterSunday(year).PlusDays(-2);
        yield return new LocalDate(year, 6, 1).Previous(IsoDayOfWeek.Monday);
        if (year >= 2022) yield return Observed(new LocalDate(year, 6, 19));
        yield return Observed(new LocalDate(year, 7, 4));
        yield return Nth(1, IsoDayOfWeek.Monday, year, 9);
        yield return Thanksgiving(year);
        yield return Observed(new LocalDate(year, 12, 25));
        foreach (var date in OneOffClosures)
        {
            if (date.Year == year) yield return date;
        }
    }

    /// <summary>Days of a year from 2001 on that close at 13:00.</summary>
    public static IEnumerable<LocalDate> EarlyClosesIn(int year)
    {
        // On a Friday, July 3 and December 24 are the observed holiday itself.
        var dayBeforeIndependence = new LocalDate(year, 7, 3);
        if (year != 2002 && dayBeforeIndependence.DayOfWeek < IsoDayOfWeek.Friday) yield return dayBeforeIndependence;
        yield return Thanksgiving(year).PlusDays(1);
        var christmasEve = new LocalDate(year, 12, 24);
        if (christmasEve.DayOfWeek < IsoDayOfWeek.Friday) yield return christmasEve;
        foreach (var date in OneOffEarlyCloses)
        {
            if (date.Year == year) yield return date;
        }
    }

    private static LocalDate Thanksgiving(int year) => Nth(4, IsoDayOfWeek.Thursday, year, 11);

    private static LocalDate Nth(int n, IsoDayOfWeek day, int year, int month) =>
        new LocalDate(year, month, 1).PlusDays(-1).Next(day).PlusWeeks(n - 1);

    private static LocalDate Observed(LocalDate holiday) => holiday.DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => holiday.PlusDays(-1),
        IsoDayOfWeek.Sunday => holiday.PlusDays(1),
        _ => holiday,
    };

    /// <summary>Easter in the Gregorian calendar: the anonymous algorithm in Meeus, Astronomical Algorithms, chapter 8.</summary>
    private static LocalDate EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, yearOfCentury) = (year / 100, year % 100);
        var moonCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - moonCorrection + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (yearOfCentury / 4)) - epact - (yearOfCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var march = epact + weekday - (7 * late) + 114;
        return new LocalDate(year, march / 31, (march % 31) + 1);
    }
}

using System.CommandLine.Parsing;
using NodaTime.Text;
using Trading.Core.Market;
using Trading.Core.Text;

namespace Trading.Cli.Input;

/// <summary>A minute that a person names: a time of day, or a date with one.</summary>
/// <param name="Date">New York date; null for the newest session's.</param>
/// <param name="Time">New York time.</param>
internal sealed record MinuteChoice(LocalDate? Date, LocalTime Time)
{
    /// <summary>What may be typed.</summary>
    public static readonly string Allowed =
        $"a New York time such as 10:31, or a date and time such as 2025-11-03T10:31, from {NyseCalendar.FirstYear} on";

    private static readonly LocalTimePattern TimeAlone = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly LocalDateTimePattern DateAndTime = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mm");

    /// <summary>Understands a text; null when it is neither.</summary>
    public static MinuteChoice? TryParse(string text)
    {
        if (TimeAlone.Parse(text) is { Success: true, Value: var time }) return new MinuteChoice(null, time);
        return DateAndTime.Parse(text) is { Success: true, Value: var both } && both.Year >= NyseCalendar.FirstYear
            ? new MinuteChoice(both.Date, both.TimeOfDay)
            : null;
    }

    /// <summary>The parser of an option.</summary>
    public static MinuteChoice? Parse(ArgumentResult result)
    {
        if (TryParse(result.Tokens[0].Value) is { } choice) return choice;
        var option = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{option} is '{VisibleText.Beginning(result.Tokens[0].Value)}'; it may be {Allowed}.");
        return null;
    }
}

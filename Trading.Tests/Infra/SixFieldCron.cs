using System.Globalization;

namespace Trading.Tests.Infra;

/// <summary>
/// The timer trigger's cron form: second, minute, hour, day, month and day of the week (0 is Sunday), each a list of numbers,
/// ranges and steps, as in https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions.
/// </summary>
internal static class SixFieldCron
{
    private static readonly (int Least, int Most)[] Fields = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];

    public static bool IsValid(string text) =>
        text.Split(' ') is { Length: 6 } fields
            && fields.Zip(Fields).All(
            pair => pair.First.Split(',').All(part => IsPart(part, pair.Second.Least, pair.Second.Most)));

    private static bool IsPart(string part, int least, int most) => part.Split('/') switch
    {
        [var range] => IsRange(range, least, most),
        [var range, var step] => IsRange(range, least, most) && Number(step) is { } every && every > 0 && every <= most,
        _ => false,
    };

    private static bool IsRange(string range, int least, int most) => range == "*" || range.Split('-') switch
    {
        [var only] => Number(only) is { } number && number >= least && number <= most,
        [var first, var last] => Number(first) is { } from && Number(last) is { } to && from >= least && from <= to && to <= most,
        _ => false,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

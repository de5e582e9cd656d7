using System.CommandLine;
using System.CommandLine.Parsing;
using Trading.Adapters.Importing;
using Trading.Adapters.Importing.Reading;
using Trading.Cli.Input;
using Trading.Core.Text;

namespace Trading.Cli.Importing;

/// <summary>The options of <c>import</c>: what files do not say themselves, and what may be done with their bars.</summary>
internal sealed class ImportOptionSet
{
    private readonly Option<IReadOnlyList<BarColumn>?> columns = new("--columns")
    {
        Description =
            "What the columns hold, from left to right: timestamp (or date and time), open, high, low, close, volume, symbol; "
            + "- for one to ignore. [default: by the header]",
        HelpName = "A,B",
        CustomParser = Columns,
    };

    private readonly Option<DateTimeZone?> timeZone = new("--time-zone")
    {
        Description = "The time zone of times that name none, such as America/New_York or UTC.",
        HelpName = "ZONE",
        CustomParser = Zone,
    };

    private readonly Option<BarStamp?> stamped = new("--stamped")
    {
        Description = "Which end of its minute a bar carries. [default: start]",
        HelpName = "start|end",
        CustomParser = Values.Name<BarStamp>,
    };

    private readonly Option<DateOrder?> dates = new("--dates")
    {
        Description = "What stands first in dates such as 11/03/2025. [default: as the file shows]",
        HelpName = "month-first|day-first",
        CustomParser = result => Word(result, ("month-first", DateOrder.MonthFirst), ("day-first", DateOrder.DayFirst)),
    };

    private readonly Option<DecimalMark?> mark = new("--decimal")
    {
        Description = "The mark before cents. [default: as the file shows]",
        HelpName = "point|comma",
        CustomParser = Values.Name<DecimalMark>,
    };

    private readonly Option<string?> symbol = new("--symbol")
    {
        Description = "The symbol of files whose name and columns do not say it.",
        HelpName = "SYMBOL",
        CustomParser = Symbol,
    };

    private readonly Option<bool> adjustSplits = new("--adjust-splits")
    {
        Description = "Divides the prices before what looks like a split by its ratio.",
    };

    private readonly Option<bool> replace = new("--replace")
    {
        Description = "A bar that differs from a stored one of its minute replaces it.",
    };

    private readonly Option<bool> anyway = new("--anyway")
    {
        Description = "Imports also bars that look wrong altogether.",
    };

    /// <summary>Whether only what would be done is shown.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = "Shows the first bars as they are understood and what would change, and writes nothing.",
    };

    /// <summary>Adds the options to a command.</summary>
    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[columns, timeZone, stamped, dates, mark, symbol, adjustSplits, replace, anyway, DryRun])
            command.Add(option);
        return command;
    }

    /// <summary>What a command line says.</summary>
    public ImportOptions Of(ParseResult parsed) => new()
    {
        Columns = parsed.GetValue(columns),
        TimeZone = parsed.GetValue(timeZone),
        Stamped = parsed.GetValue(stamped),
        Dates = parsed.GetValue(dates),
        Mark = parsed.GetValue(mark),
        Symbol = parsed.GetValue(symbol),
        AdjustsSplits = parsed.GetValue(adjustSplits),
        Replaces = parsed.GetValue(replace),
        Anyway = parsed.GetValue(anyway),
    };

    private static List<BarColumn>? Columns(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var named = new List<BarColumn>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var column = name is "-" or "_" ? BarColumn.Ignored : HeaderNames.Of(name).Column;
            if (column == BarColumn.Ignored && name is not ("-" or "_"))
            {
                result.AddError(
                    $"--columns has '{VisibleText.Beginning(name)}'; a column may be timestamp, date, time, open, high, low, "
                    + "close, volume, symbol, or - for one to ignore.");
                return null;
            }
            named.Add(column);
        }
        if (ColumnLayout.ErrorOf(named) is not { } error) return named;
        result.AddError($"--columns is '{VisibleText.Beginning(text)}', which {error}; it may be like "
            + "timestamp,open,high,low,close,volume or date,time,open,high,low,close,volume.");
        return null;
    }

    private static DateTimeZone? Zone(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } zone) return zone;
        result.AddError(
            $"--time-zone is '{VisibleText.Beginning(text)}'; it may be a name such as America/New_York, Europe/Berlin or "
            + "UTC.");
        return null;
    }

    private static string? Symbol(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (SymbolText.InCell(text) is { } symbol) return symbol;
        result.AddError($"--symbol is '{VisibleText.Beginning(text)}'; it may be a ticker such as SPY.");
        return null;
    }

    private static T? Word<T>(ArgumentResult result, params (string Word, T Value)[] words) where T : struct
    {
        var text = result.Tokens[0].Value;
        foreach (var (word, value) in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
        }
        var name = ((OptionResult)result.Parent!).Option.Name;
        result.AddError(
            $"{name} is '{VisibleText.Beginning(text)}'; it may be {string.Join(" or ", words.Select(one => one.Word))}.");
        return null;
    }
}

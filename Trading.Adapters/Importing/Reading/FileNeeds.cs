using Trading.Core.Text;

namespace Trading.Adapters.Importing.Reading;

/// <summary>What a person must say of a file, because it does not say it itself: all of it in one sentence.</summary>
internal sealed class FileNeeds
{
    private readonly List<string> lacks = [];
    private readonly List<string> options = [];

    /// <summary>Whether nothing is needed.</summary>
    public bool IsEmpty => lacks.Count == 0;

    /// <summary>The columns are needed, because there is no header.</summary>
    /// <param name="guess">How they would be named.</param>
    public void Columns(string guess) => Add("it has no header", guess);

    /// <summary>The time zone is needed.</summary>
    public void TimeZone() => Add("its times name no time zone", "--time-zone America/New_York");

    /// <summary>The order of day and month is needed.</summary>
    /// <param name="date">A date.</param>
    public void Dates(string date) => Add(
        $"'{VisibleText.Beginning(date)}' may begin with the month or the day", "--dates month-first");

    /// <summary>The decimal mark is needed.</summary>
    /// <param name="number">A number.</param>
    public void Decimal(string number) => Add(
        $"the comma in '{VisibleText.Beginning(number)}' may stand before cents or before thousands", "--decimal comma");

    /// <summary>The symbol is needed.</summary>
    public void Symbol() => Add("neither its name nor a column says one symbol", "--symbol SPY");

    /// <summary>The sentence without the file's name.</summary>
    public override string ToString()
    {
        var what = lacks.Count == 1 ? lacks[0] : $"{string.Join(", ", lacks.Take(lacks.Count - 1))}, and {lacks[^1]}";
        return $"does not say all that is needed: {what}; give it as in {string.Join(' ', options)}.";
    }

    private void Add(string lack, string option)
    {
        lacks.Add(lack);
        options.Add(option);
    }
}

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>Tickers of no real share, as many as are wanted.</summary>
public static class MadeUpTickers
{
    /// <summary>The most that there are.</summary>
    public const int Most = 12_000;

    private const int Letters = 26;
    private static readonly string[] First =
        ["FAKEA", "FAKEB", "FAKEC", "FAKED", "FAKEE", "FAKEF", "FAKEG", "FAKEH", "FAKEI", "FAKEJ"];

    /// <summary>The first <paramref name="count"/> of them: a market with more names has those of a smaller one.</summary>
    public static IReadOnlyList<string> Of(int count) =>
    [
        .. First.Take(count),
        .. Enumerable.Range(0, Math.Max(0, count - First.Length)).Select(Later),
    ];

    private static string Later(int number) => string.Create(5, number, (ticker, rest) =>
    {
        ticker[0] = 'Z';
        for (var place = ticker.Length - 1; place > 0; place--)
        {
            ticker[place] = (char)('A' + (rest % Letters));
            rest /= Letters;
        }
    });
}

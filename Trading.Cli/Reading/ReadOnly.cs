using Trading.Cli.Connecting;

namespace Trading.Cli.Reading;

/// <summary>The error of a write to a book that was opened to read.</summary>
internal static class ReadOnly
{
    public static InvalidOperationException Refusal() =>
        new($"This book was opened to read, and something wrote to it; use {nameof(OpenBook)}.{nameof(OpenBook.ToWrite)}.");
}

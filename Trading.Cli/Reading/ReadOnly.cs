using Trading.Cli.Connecting;

namespace Trading.Cli.Reading;

/// <summary>The error when code writes to a book that is open for reading.</summary>
internal static class ReadOnly
{
    public static InvalidOperationException Refusal() =>
        new($"This book was opened to read, and something wrote to it; use {nameof(OpenBook)}.{nameof(OpenBook.ToWrite)}.");
}

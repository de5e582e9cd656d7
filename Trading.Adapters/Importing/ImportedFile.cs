using System.Text.Json.Serialization;
using Trading.Core.Collecting;
using Trading.Core.Collecting.Content;
using Trading.Core.Market;

namespace Trading.Adapters.Importing;

/// <summary>The result of importing one file, or one part of an archive of files.</summary>
/// <param name="Path">The file; for a part, with its name behind it.</param>
/// <param name="Symbol">Its symbol; null when it was refused or has several.</param>
/// <param name="Rows">Bars imported.</param>
/// <param name="Sessions">Sessions they belong to.</param>
/// <param name="Error">Why it cannot be read, one sentence with file and line; null when it can.</param>
public sealed record ImportedFile(string Path, string? Symbol, int Rows, int Sessions, string? Error)
{
    /// <summary>How many symbols it has.</summary>
    public int Symbols { get; init; }

    /// <summary>What was done with it that may not be expected.</summary>
    public IReadOnlyList<ImportNote> Notes { get; init; } = [];

    /// <summary>What looks wrong in when its bars are.</summary>
    public IReadOnlyList<BarFinding> Findings { get; init; } = [];

    /// <summary>Its first bars as they were understood.</summary>
    public IReadOnlyList<UnderstoodBar> First { get; init; } = [];

    /// <summary>Whether nothing of it was imported, because of an error or a grave finding.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Its bars, a series a symbol; none when it was refused.</summary>
    [JsonIgnore]
    internal IReadOnlyList<BarSeries> Series { get; init; } = [];
}

/// <summary>A bar as it was understood.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="NewYork">The start of its minute by New York's clocks.</param>
/// <param name="Bar">The bar.</param>
public sealed record UnderstoodBar(string Symbol, LocalDateTime NewYork, Bar Bar);

/// <summary>What an import brought of one symbol, all files together.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Bars">Bars of different minutes.</param>
/// <param name="Sessions">Sessions they belong to.</param>
/// <param name="Archive">How they met what was stored.</param>
/// <param name="Files">How those of later files met those of earlier ones.</param>
/// <param name="Sources">The files.</param>
public sealed record ImportedSymbol(
    string Symbol, int Bars, int Sessions, MergeCounts Archive, MergeCounts Files, IReadOnlyList<string> Sources);

/// <summary>The result of an import.</summary>
/// <param name="Files">The files in the order given, a part of an archive of files each for itself.</param>
/// <param name="Symbols">What was brought of each symbol, sorted.</param>
/// <param name="Findings">What looks wrong in the prices, volumes and sessions of the symbols.</param>
/// <param name="Adjusted">The splits by which prices were divided.</param>
public sealed record ImportResult(
    IReadOnlyList<ImportedFile> Files, IReadOnlyList<ImportedSymbol> Symbols, IReadOnlyList<BarFinding> Findings,
    IReadOnlyList<UnadjustedSplit> Adjusted);

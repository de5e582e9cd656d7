namespace Trading.Cli.Output;

/// <summary>A column of a <see cref="Listing"/>: what it is called, and what becomes of it where the terminal is
/// narrow.</summary>
/// <param name="Heading">What its cells are.</param>
/// <param name="Fit">What its cells do when they have less room than they would like.</param>
internal sealed record Column(string Heading, Fit Fit)
{
    /// <summary>Whether its cells are figures, which stand to the right.</summary>
    public bool IsFigure { get; private init; }

    /// <summary>How soon it moves into the line below its row: the highest goes first, all columns of a rank together. 0, the
    /// usual one, goes last; the first column never moves.</summary>
    public int Rank { get; init; }

    /// <summary>The fewest characters in which its cells can be read; used where they wrap or are shortened.</summary>
    public int Minimum { get; init; }

    /// <summary>A name, a time or another short text that is never broken.</summary>
    public static Column Name(string heading) => new(heading, Fit.Whole);

    /// <summary>A figure.</summary>
    public static Column Figure(string heading) => new(heading, Fit.Whole) { IsFigure = true };

    /// <summary>Words, which may take several lines.</summary>
    public static Column Words(string heading, int minimum = 16) => new(heading, Fit.Wraps) { Minimum = minimum };

    /// <summary>An id or another long name whose two ends tell it from the others.</summary>
    public static Column Id(string heading, int minimum = 20) => new(heading, Fit.ShortensInTheMiddle) { Minimum = minimum };

    /// <summary>The same column, which moves below its row the sooner, the higher its rank is.</summary>
    public Column Below(int rank) => this with { Rank = rank };
}

/// <summary>What a cell does when it has less room than it would like.</summary>
internal enum Fit
{
    /// <summary>It is never broken.</summary>
    Whole,

    /// <summary>It takes several lines, broken between words.</summary>
    Wraps,

    /// <summary>Its middle is left out, and a sign says so.</summary>
    ShortensInTheMiddle,
}

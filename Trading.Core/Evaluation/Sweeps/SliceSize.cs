using Trading.Core.Learning;

namespace Trading.Core.Evaluation.Sweeps;

/// <summary>
/// How many nights make a slice: about a minute's work on one core. That is long beside the reading of the sessions before the
/// first night, which each slice does for itself, and short beside the ten minutes after which a queue gives the slice of a dead
/// worker to another, and the thirty that a function may run.
/// </summary>
public static class SliceSize
{
    private const double Seconds = 60;
    private const int Most = 60;

    // Measured on one core of 2.6 GHz: ten symbols and 21 sessions, a row each five minutes, take 0.5 s a night.
    private const double RowsASecond = 32_000;
    private const double SessionsADay = 5.0 / 7;
    private const int MinutesASession = 390;

    /// <summary>The nights of a recipe's slices.</summary>
    /// <param name="recipe">The recipe.</param>
    public static int Of(Recipe recipe)
    {
        var rows = recipe.Symbols.Count * recipe.TrainingDays * SessionsADay * MinutesASession
            / recipe.Parameters.MinutesBetweenRows;
        return (int)Math.Clamp(Seconds * RowsASecond / Math.Max(1, rows), 1, Most);
    }
}

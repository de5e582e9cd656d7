namespace Trading.Core.Learning;

/// <summary>
/// Labelled rows split in time, whole sessions at a time: the trees grow on the first block, the sigmoid is fitted on the
/// second, and the model is judged on the third. No label of a block reaches into a later one.
/// </summary>
public sealed record TimeSplit(
    IReadOnlyList<Example> Training,
    IReadOnlyList<Example> Calibration,
    IReadOnlyList<Example> Judgement)
{
    /// <summary>Fewest sessions that can be split: three to train, three to calibrate, three to judge.</summary>
    public const int MinSessions = 9;

    /// <summary>Gap between the end of a block's last label and the next block's first row.</summary>
    public static readonly Duration Embargo = Duration.FromMinutes(30);

    /// <summary>A quarter of the sessions to judge, a quarter to calibrate, the rest, which come first, to train.</summary>
    /// <exception cref="UntrainableException">There are fewer than <see cref="MinSessions"/> sessions.</exception>
    public static TimeSplit Of(IReadOnlyList<Example> examples)
    {
        var sessions = examples.Select(e => e.Session).Distinct().Order().ToList();
        if (sessions.Count < MinSessions)
            throw new UntrainableException(
                $"{sessions.Count} sessions with labelled rows cannot be split in time; {MinSessions} is the least.");
        var quarter = Math.Max(3, (int)Math.Round(sessions.Count / 4.0));
        var calibrateFrom = sessions[^(2 * quarter)];
        var judgeFrom = sessions[^quarter];

        var training = examples.Where(e => e.Session < calibrateFrom).ToList();
        var calibration = examples.Where(e => e.Session >= calibrateFrom && e.Session < judgeFrom).ToList();
        var judgement = examples.Where(e => e.Session >= judgeFrom).ToList();
        return new TimeSplit(Before(training, calibration), Before(calibration, judgement), judgement);
    }

    private static List<Example> Before(List<Example> block, List<Example> later)
    {
        var start = later.Min(e => e.Minute) - Embargo;
        var end = later.Max(e => e.EndsAt);
        return block.Where(e => Purging.Keeps(e.Minute, e.EndsAt, start, end, Embargo)).ToList();
    }
}

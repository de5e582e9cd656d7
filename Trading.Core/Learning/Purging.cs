namespace Trading.Core.Learning;

/// <summary>
/// Keeps labels that overlap a later block of data out of an earlier one (Lopez de Prado, Advances in Financial Machine
/// Learning, 2018, section 7.4: purging and embargo).
/// </summary>
public static class Purging
{
    /// <summary>
    /// Whether a label that spans [<paramref name="start"/>, <paramref name="end"/>] may be trained on beside a test block
    /// [<paramref name="testStart"/>, <paramref name="testEnd"/>]: it must end before the block begins, or begin after the
    /// block and its <paramref name="embargo"/> are over.
    /// </summary>
    public static bool Keeps(Instant start, Instant end, Instant testStart, Instant testEnd, Duration embargo) =>
        end < testStart || start > testEnd + embargo;
}

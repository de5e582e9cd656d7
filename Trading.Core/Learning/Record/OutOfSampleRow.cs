using System.Runtime.InteropServices;

namespace Trading.Core.Learning.Record;

/// <summary>What a model said of one row that it had not seen, and what came of it.</summary>
/// <param name="Symbol">Index into the session's symbols.</param>
/// <param name="Minute">Minutes from the open to the decision.</param>
/// <param name="EndMinute">Minutes from the open to the start of the bar in which the trade ended; the outcome is known one
/// minute later.</param>
/// <param name="Score">The trees' score, natural log-odds before any calibration.</param>
/// <param name="BaseLogOdds">The base forecast, natural log-odds.</param>
/// <param name="Profit">Whether the trade ended in profit.</param>
/// <param name="NetReturn">Its return after costs, as a fraction.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OutOfSampleRow(
    short Symbol, short Minute, short EndMinute, float Score, float BaseLogOdds, bool Profit, float NetReturn);

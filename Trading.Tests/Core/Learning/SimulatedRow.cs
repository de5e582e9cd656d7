using System.Runtime.InteropServices;

namespace Trading.Tests.Core.Learning;

/// <summary>One row of an out-of-sample record, as <see cref="SimulatedRecords"/> makes it up.</summary>
/// <param name="MinutesToExit">Whole minutes from the decision to the day's exit.</param>
/// <param name="Score">What the model said, in log-odds, before calibration.</param>
/// <param name="Base">The base forecast's probability: true on average over everything that it does not know.</param>
/// <param name="Profit">Whether the trade ended in profit; the sign of <paramref name="NetReturn"/>.</param>
/// <param name="NetReturn">Return after costs, as a fraction.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SimulatedRow(int MinutesToExit, double Score, double Base, bool Profit, double NetReturn);

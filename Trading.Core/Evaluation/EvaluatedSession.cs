using Trading.Core.Learning.Evidence;
using Trading.Core.Market;

namespace Trading.Core.Evaluation;

/// <summary>A judged session with its hours and bars.</summary>
/// <param name="Judged">Its forecasts.</param>
/// <param name="Hours">When the exchange was open.</param>
/// <param name="Bars">Its bars, one series for each symbol.</param>
public sealed record EvaluatedSession(JudgedSession Judged, Session Hours, IReadOnlyList<BarSeries> Bars);

using Trading.Core.Market;
using Trading.Simulation.Markets;
using Trading.Tests.Simulation.Markets;

namespace Trading.Tests.Core.Learning.OldGate;

/// <summary>Nights of a synthetic market, each with the 21 sessions before it, and what the old gate decides on them.</summary>
internal sealed class GateNights
{
    private const int Window = 21;
    private readonly IReadOnlyList<GateRow>[] sessions;

    public GateNights(SyntheticMarketKind kind, int count, int seed, int every, bool withFeatures)
        : this(SampleMarkets.Market(kind, count, seed), new WeekdayCalendar(), every, withFeatures)
    {
    }

    public GateNights(IMarketTape market, IMarketCalendar calendar, int every, bool withFeatures)
    {
        var plan = SampleMarkets.Rules;
        sessions = [.. market.Sessions.AsParallel().AsOrdered().Select(date => (IReadOnlyList<GateRow>)[.. market.Read(date)
            .SelectMany(s => GateRow.Of(calendar.SessionOn(date)!, s, plan, every, withFeatures))
            .OrderBy(r => r.Minute)])];
    }

    /// <summary>Nights, and those on which the model was promoted.</summary>
    /// <param name="learner">What learns.</param>
    /// <param name="step">Sessions from one night to the next.</param>
    public (int Nights, int Promoted) Judge(OldLearner learner, int step)
    {
        var nights = Enumerable.Range(Window, sessions.Length - Window + 1).Where(end => (end - Window) % step == 0).ToList();
        var promoted = nights.AsParallel().Count(
            end => FiveSessionGate.Promotes([.. sessions[(end - Window)..end].SelectMany(s => s)], learner));
        return (nights.Count, promoted);
    }
}

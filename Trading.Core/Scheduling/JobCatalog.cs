using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Scheduling;

/// <summary>Lists the four jobs, what starts them and when they are due. It is the only such list.</summary>
public static class JobCatalog
{
    /// <summary>
    /// The jobs, in the order in which those run that are due at the same moment: what sells comes before what buys.
    /// </summary>
    public static IReadOnlyList<JobEntry> All { get; } =
    [
        new(JobKind.Rebalance, "0 */5 8-14 * * 1-5", (session, schedule, _) =>
            [new DueWindow(ExchangeTime.At(session.Date, schedule.RebalanceTime), session.Close, EachMinute: false)])
        {
            Sells = true,
        },
        new(JobKind.EndOfDayClose, "10 * 16-21 * * 1-5", (session, schedule, _) =>
        [
            // This is TradePlan.DayExit: the plan takes its CloseBefore from these same settings. A schedule knows no trade.
            new DueWindow(session.Close - schedule.CloseBefore, session.Close, EachMinute: true),
            // After the bell it looks once whether all is flat, until the day is over.
            new DueWindow(session.Close, ExchangeTime.At(session.Date.PlusDays(1), LocalTime.Midnight), EachMinute: false),
        ])
        {
            Sells = true,
        },
        new(JobKind.MinuteScan, "5 * 13-21 * * 1-5", (session, _, _) =>
            [new DueWindow(session.Open, session.Close, EachMinute: true)]),
        new(JobKind.NightlyRetrain, "0 */10 0-8 * * 2-6", (session, schedule, calendar) =>
        [
            // A night that was missed is made good until the next session opens.
            new DueWindow(
                ExchangeTime.At(session.Date, schedule.TrainTime), calendar.SessionAfter(session.Date).Open, EachMinute: false),
        ]),
    ];

    /// <summary>One job's entry.</summary>
    public static JobEntry Of(JobKind job) => All.Single(entry => entry.Job == job);
}

using Trading.Core.Statistics;

namespace Trading.Core.Evaluation;

/// <summary>What an account's trades came to, after costs.</summary>
public sealed record TradeFigures
{
    /// <summary>How many trades.</summary>
    public required int Trades { get; init; }

    /// <summary>On how many sessions.</summary>
    public required int Sessions { get; init; }

    /// <summary>Share with a profit, with its standard error by session; null without a trade.</summary>
    public required SessionRatio? Won { get; init; }

    /// <summary>Mean return, basis points, with its standard error by session; null without a trade.</summary>
    public required SessionRatio? NetBpsATrade { get; init; }

    /// <summary>Gains over losses; null without a loss.</summary>
    public required double? ProfitFactor { get; init; }

    /// <summary>Mean time from decision to sale, minutes; null without a trade.</summary>
    public required double? MeanMinutes { get; init; }

    /// <summary>Fraction of the equity that is bought a session.</summary>
    public required double? TurnoverASession { get; init; }

    /// <summary>Fraction of the sessions' time in which something is held.</summary>
    public required double? ExposureInTime { get; init; }

    /// <summary>Mean fraction of the equity that is held.</summary>
    public required double? ExposureOfEquity { get; init; }

    /// <summary>The figures of an account.</summary>
    public static TradeFigures Of(SignalAccount account, IReadOnlyList<EvaluatedSession> sessions)
    {
        var (count, won, net) = (new int[sessions.Count], new double[sessions.Count], new double[sessions.Count]);
        var (results, minutes) = (new List<double>(account.Trades.Count), 0L);
        var held = new List<HoldingPeriod>(account.Trades.Count);
        foreach (var trade in account.Trades)
        {
            var row = sessions[trade.Session].Judged.Session.Rows[trade.Row];
            count[trade.Session]++;
            if (row.Profit) won[trade.Session]++;
            net[trade.Session] += row.NetReturn * 10_000;
            results.Add(row.NetReturn * (double)trade.Dollars);
            minutes += row.EndMinute - row.Minute + 1;
            var open = sessions[trade.Session].Hours.Open;
            held.Add(new HoldingPeriod(
                open + Duration.FromMinutes(row.Minute), open + Duration.FromMinutes(row.EndMinute + 1), trade.Dollars));
        }
        var time = Duration.FromMinutes(sessions.Sum(session => session.Hours.Minutes));
        return new TradeFigures
        {
            Trades = account.Trades.Count,
            Sessions = count.Count(c => c > 0),
            Won = SessionRatio.Of(won, count),
            NetBpsATrade = SessionRatio.Of(net, count),
            ProfitFactor = Statistics.ProfitFactor.Of(results),
            MeanMinutes = account.Trades.Count == 0 ? null : (double)minutes / account.Trades.Count,
            TurnoverASession = Turnover.PerSession(account.Trades.Select(t => t.Dollars), account.Equity.SkipLast(1)),
            ExposureInTime = Exposure.InTime(held, time),
            ExposureOfEquity = Exposure.OfEquity(held, time, account.Equity.Average()),
        };
    }
}

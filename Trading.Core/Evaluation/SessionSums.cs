using System.Runtime.InteropServices;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;

namespace Trading.Core.Evaluation;

/// <summary>Sums of a forecast's errors over rows.</summary>
/// <param name="LogLoss">Nats.</param>
/// <param name="Brier">Squared errors.</param>
/// <param name="Correct">Rows that were right at one half.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ErrorSums(double LogLoss, double Brier, long Correct)
{
    /// <summary>The sums over a session's rows.</summary>
    public static ErrorSums Of(double[] forecasts, bool[] outcomes)
    {
        var (logLoss, brier, correct) = (0.0, 0.0, 0L);
        for (var i = 0; i < forecasts.Length; i++)
        {
            logLoss += Evaluator.LogLoss(forecasts[i], outcomes[i]);
            var error = forecasts[i] - (outcomes[i] ? 1 : 0);
            brier += error * error;
            if (ForecastTally.IsCorrect(forecasts[i], outcomes[i])) correct++;
        }
        return new ErrorSums(logLoss, brier, correct);
    }

    public static ErrorSums operator +(ErrorSums one, ErrorSums other) =>
        new(one.LogLoss + other.LogLoss, one.Brier + other.Brier, one.Correct + other.Correct);
}

/// <summary>What is needed of a session to score any selection of sessions.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Profits">Those that ended in profit.</param>
/// <param name="Model">The calibrated probability's errors.</param>
/// <param name="Base">The levelled base forecast's errors.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SessionSums(long Rows, long Profits, ErrorSums Model, ErrorSums Base)
{
    /// <summary>Fraction of the rows that ended in profit.</summary>
    public double Rate => (double)Profits / Rows;

    /// <summary>The sums over a session.</summary>
    public static SessionSums Of(JudgedSession session) => new(
        session.Outcomes.Length, session.Outcomes.Count(profit => profit),
        ErrorSums.Of(session.Probabilities, session.Outcomes), ErrorSums.Of(session.Bases, session.Outcomes));

    public static SessionSums operator +(SessionSums one, SessionSums other) =>
        new(one.Rows + other.Rows, one.Profits + other.Profits, one.Model + other.Model, one.Base + other.Base);
}

using Trading.Core.Events;

namespace Trading.Cli.Running;

/// <summary>Makes the lines of <c>trading run</c> from what happens: purchases, sales, and what the jobs did.</summary>
internal sealed class ConsoleEvents(Action<RunLine> tell) : ITradingEvents
{
    private readonly JobLines jobs = new();

    /// <inheritdoc/>
    public void Emit(TradingEvent e)
    {
        switch (e)
        {
            case OrderFilled filled:
                tell(TradeLines.Bought(filled.Trade));
                break;
            case PositionClosed closed:
                tell(TradeLines.Sold(closed.Trade));
                break;
            case SignalsDecided decided:
                jobs.Remember(decided.Signals);
                break;
            case JobSucceeded { Run: var run }:
                Tell(jobs.Of(run));
                break;
            case JobFailed { Run: var run }:
                Tell(jobs.Of(run));
                break;
            case JobStopped { Run: var run }:
                Tell(jobs.Of(run));
                break;
        }
    }

    private void Tell(RunLine? line)
    {
        if (line is not null) tell(line);
    }
}

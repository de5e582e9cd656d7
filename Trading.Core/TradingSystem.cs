using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Training;

namespace Trading.Core;

/// <summary>The four jobs over one set of ports. Backtest, demo, command line and Azure all run exactly this.</summary>
public sealed class TradingSystem
{
    /// <summary>Wires the jobs.</summary>
    public TradingSystem(TradingPorts ports, TradingSettings settings)
    {
        var model = new ModelInUse(ports.Models, settings, ports.Broker.Mode, ports.Clock);
        Runner = new JobRunner(ports, new DueRule(ports.Calendar, settings.Schedule),
        [
            new Rebalance(ports, settings),
            new EndOfDayClose(ports),
            new MinuteScan(ports, settings, model),
            new NightlyRetrain(ports, settings),
        ]);
    }

    /// <summary>Runs what is due.</summary>
    public JobRunner Runner { get; }
}

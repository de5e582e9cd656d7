using Trading.Core;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Scheduling;

namespace Trading.Simulation.Storm;

/// <summary>
/// A trading program, as <c>trading run</c> is one: each minute of its own clock it runs what is due. Killed and started again it
/// knows nothing but the journal.
/// </summary>
internal sealed class StormProgram(StormWorld world, int number)
{
    /// <summary>A feed publishes a minute's bar a few seconds after its end.</summary>
    private static readonly Duration BarDelay = Duration.FromSeconds(5);

    private readonly Duration offset =
        world.Plan.Faults.FirstOrDefault(f => f.Kind == FaultKind.ClockOff && f.Program == number)?.Size ?? Duration.Zero;

    /// <summary>Its number, from 0.</summary>
    public int Number => number;

    /// <summary>Starts it.</summary>
    public void Start()
    {
        world.Log.Add($"program {number} starts; its clock is off by {offset.TotalSeconds:0.0} s");
        _ = RunAsync(new Incarnation(this));
    }

    private async Task RunAsync(Incarnation me)
    {
        try
        {
            await TickAsync(me);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            world.Oracle.Fail("the program never ends by itself", $"program {number}: {e}");
        }
    }

    private async Task TickAsync(Incarnation me)
    {
        var gate = world.Gate;
        var clock = new ProgramClock(world, me, offset);
        var ports = new TradingPorts(
            clock, world.Calendar, new StormMarketData(gate, me, world.Feed), new StormBroker(gate, me, world.Desk),
            new StormJournal(gate, me, world.Journal), new StormModels(gate, me, world.Models),
            new StormArchive(gate, me, world.Archive))
        {
            Events = new EventLines(world.Log, number),
        };
        var system = new TradingSystem(ports, world.Settings);
        while (true)
        {
            foreach (var job in JobCatalog.All.Select(entry => entry.Job))
            {
                try
                {
                    var run = await system.Runner.TickAsync(job, CancellationToken.None);
                    if (run?.Error is { } error) world.Log.Add($"program {number}: {run.Key} failed: {error}");
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    // The loop of 'trading run' tells it and goes on.
                    world.Log.Add($"program {number}: {job} failed: {e.Message}");
                }
            }
            var next = clock.GetCurrentInstant().FloorToMinute() + Bar.Length + BarDelay;
            await gate.WaitAsync(me, world.NextMoment(next - offset));
        }
    }

    private sealed class ProgramClock(StormWorld world, Incarnation me, Duration offset) : IWaitableClock
    {
        public double Speed => 1;

        public Instant GetCurrentInstant() => world.Loop.Now + offset;

        public Task WaitUntilAsync(Instant instant, CancellationToken cancel) => world.Gate.WaitAsync(me, instant - offset);
    }

    private sealed class EventLines(StoryLog log, int number) : ITradingEvents
    {
        public void Emit(TradingEvent e)
        {
            if (!log.IsKept || e is JobSucceeded or SignalsDecided) return;
            var about = e switch
            {
                OrderSent sent => sent.Intent.Id.Value,
                OrderRefused refused => $"{refused.Intent.Id} {refused.Intent.Note}",
                OrderInDoubt doubt => $"{doubt.Intent.Id} {doubt.Intent.Note}",
                OrderFilled filled => filled.Trade.EntryId.Value,
                PositionProtected stopped => stopped.Trade.EntryId.Value,
                PositionUnprotected bare => $"{bare.Position.Symbol} {bare.Error}",
                PositionClosed closed => $"{closed.Trade.EntryId} {closed.Trade.ExitReason} at {closed.Trade.ExitPrice}",
                _ => "",
            };
            log.Add($"program {number} tells: {e.GetType().Name} {about}");
        }
    }
}

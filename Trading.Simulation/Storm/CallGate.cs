namespace Trading.Simulation.Storm;

/// <summary>A program from its start to its death. What it awaits when it dies never comes.</summary>
internal sealed class Incarnation(StormProgram program)
{
    /// <summary>The program.</summary>
    public StormProgram Program => program;

    /// <summary>Whether it runs.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Ends it at once.</summary>
    public void Die() => IsAlive = false;
}

/// <summary>Every call of a program to a port passes here: it takes its time, fails, or finds its caller dead.</summary>
internal sealed class CallGate(StormWorld world)
{
    private long minute;
    private int callsOfTheMinute;

    /// <summary>Makes a call.</summary>
    /// <param name="who">Who calls.</param>
    /// <param name="port">What is called.</param>
    /// <param name="call">The call in words; null when it is not worth a line.</param>
    /// <param name="effect">What the call does, in no time.</param>
    /// <param name="lost">What the caller learns when the answer is lost: it throws, or says that nothing is known.</param>
    /// <param name="order">The order that it sends or cancels, which may arrive later; null for any other call.</param>
    public Task<T> CallAsync<T>(
        Incarnation who, StormPort port, string call, Func<T> effect, Func<string, T> lost, OrderCall? order = null)
    {
        var answer = new TaskCompletionSource<T>();
        // A program that dies while it makes several calls at once makes no more of them.
        if (!who.IsAlive) return answer.Task;
        var loop = world.Loop;
        var fate = world.Watch.Of(who.Program.Number, port, order, DiceOf(who));
        if (fate.Why is { } why)
            world.Log.Add($"program {who.Program.Number}: {call}:{why}");
        if (fate.KeepsFromSelling is { } disturbed) world.Oracle.Disturb(who.Program.Number, loop.Now + disturbed);

        var (isDone, result, error) = (false, default(T)!, default(Exception));
        if (fate is { Arrives: true, EffectAfter: { } late }) loop.At(loop.Now + late, Arrive);
        else if (fate is { Arrives: true, IsEffectFirst: true }) Arrive();
        if (fate.RestartsAfter is { } down)
        {
            who.Die();
            loop.At(loop.Now + down, who.Program.Start);
        }
        loop.At(loop.Now + fate.Latency, Answer);
        return answer.Task;

        void Arrive()
        {
            isDone = true;
            if (fate.EffectAfter is not null) world.Log.Add($"program {who.Program.Number}: {call}: arrives now");
            try
            {
                result = effect();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                error = e;
            }
        }

        void Answer()
        {
            if (!isDone && fate is { Arrives: true, EffectAfter: null }) Arrive();
            if (!who.IsAlive) return;
            try
            {
                if (!fate.IsAnswered) result = lost(fate.Why!.Trim());
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                error = e;
            }
            if (error is null) answer.SetResult(result);
            else answer.SetException(error);
        }
    }

    /// <summary>Waits until a moment.</summary>
    public Task WaitAsync(Incarnation who, Instant until)
    {
        var over = new TaskCompletionSource();
        world.Loop.At(until, () =>
        {
            if (who.IsAlive) over.SetResult();
        });
        return over.Task;
    }

    private Dice DiceOf(Incarnation who)
    {
        var now = world.Loop.Now.ToUnixTimeTicks() / NodaConstants.TicksPerMinute;
        if (now != minute) (minute, callsOfTheMinute) = (now, 0);
        return Dice.Of(world.Plan.Seed, 20, who.Program.Number, now, callsOfTheMinute++);
    }
}

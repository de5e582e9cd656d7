using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Events;

public sealed class CompositeEventsTests
{
    [Fact]
    public void A_sink_that_throws_keeps_nothing_from_the_others()
    {
        var (before, failing, after) = (new RecordedEvents(), new RecordedEvents(throws: true), new RecordedEvents());
        var e = new Halted(Instant.FromUtc(2025, 11, 3, 15, 0), new Halt(Instant.FromUtc(2025, 11, 3, 15, 0), false, ""));

        new CompositeEvents(before, failing, after).Emit(e);

        Assert.Equal([e], before.All);
        Assert.Equal([e], failing.All);
        Assert.Equal([e], after.All);
    }
}

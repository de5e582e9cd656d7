using Trading.Cli.Output;
using Trading.Cli.Running;
using Trading.Core.Events;

namespace Trading.Tests.Cli.Running;

public sealed class ConsoleEventsTests
{
    [Fact]
    public void Entries_that_stop_for_the_day_have_a_line_with_the_odds()
    {
        var told = new List<RunLine>();
        var console = new ConsoleEvents(told.Add);

        console.Emit(new ModelDoubted(Instant.FromUtc(2025, 11, 3, 15, 32), 50));
        console.Flush();

        var line = Assert.Single(told);
        Assert.Equal((RunEvent.Doubted, Tone.Caution), (line.Event, line.Tone));
        Assert.Contains("the odds are 50 : 1 against the model (20 : 1 is enough)", line.Text, StringComparison.Ordinal);
    }
}

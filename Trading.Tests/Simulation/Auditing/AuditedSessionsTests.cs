using Trading.Simulation.Auditing;

namespace Trading.Tests.Simulation.Auditing;

public sealed class AuditedSessionsTests
{
    private static readonly LocalDate First = new(2025, 10, 1);
    private static readonly LocalDate[] Dates = [.. Enumerable.Range(0, 20).Select(First.PlusDays)];

    [Theory]
    [InlineData(8, 10, 3, 15)]
    [InlineData(2, 2, 0, 7)]
    [InlineData(17, 19, 12, 19)]
    [InlineData(0, 19, 0, 19)]
    public void Five_sessions_on_either_side_are_read_as_far_as_they_are_recorded(
        int from, int to, int firstRead, int lastRead) =>
        Assert.Equal(
            Dates[firstRead..(lastRead + 1)], AuditedSessions.Around(Dates, First.PlusDays(from), First.PlusDays(to)));
}

using Trading.Core.Orders;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Orders;

public sealed class ClientOrderIdTests
{
    [Fact]
    public void The_id_of_an_entry_tells_session_minute_and_symbol_in_New_York_time()
    {
        var id = ClientOrderId.Entry(Monday.Date, Minute(60), "SPY");
        Assert.Equal("20251103-1030-SPY-entry", id.Value);
        Assert.True(id.IsEntryOf("SPY"));
        Assert.False(id.IsEntryOf("PY"));
        Assert.False(id.IsExitOf("SPY"));
    }

    [Fact]
    public void The_id_of_an_exit_tells_session_symbol_and_number()
    {
        var id = ClientOrderId.Exit(Monday.Date, "BRK.B", 12);
        Assert.Equal("20251103-BRK.B-exit12", id.Value);
        Assert.Equal(12, id.ExitNumber(Monday.Date, "BRK.B"));
        Assert.Null(id.ExitNumber(Monday.Date.PlusDays(1), "BRK.B"));
        Assert.True(id.IsExitOf("BRK.B"));
        Assert.False(id.IsExitOf("BRK"));
        Assert.False(id.IsEntryOf("BRK.B"));
    }

    [Theory]
    [InlineData("61e69015-8549-4bfd-b9c3-01e75843f47d")]
    [InlineData("20251103-SPY-exit")]
    [InlineData("20251103-SPY-exit-1")]
    [InlineData("20251403-SPY-exit1")]
    [InlineData("SPY-exit1")]
    [InlineData("")]
    public void A_foreign_id_is_neither(string text)
    {
        var id = new ClientOrderId(text);
        Assert.False(id.IsExitOf("SPY"));
        Assert.False(id.IsEntryOf("SPY"));
    }
}

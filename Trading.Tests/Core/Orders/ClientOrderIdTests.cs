using Trading.Cli.Output;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Orders;

public sealed class ClientOrderIdTests
{
    [Fact]
    public void The_id_tells_session_minute_symbol_and_purpose_in_New_York_time() =>
        Assert.Equal("20251103-1030-SPY-entry", ClientOrderId.Of(Monday.Date, Minute(60), "SPY", OrderPurpose.Entry).Value);

    [Fact]
    public void Every_purpose_can_be_read_back() => Assert.All(Enum.GetValues<OrderPurpose>(), purpose =>
        Assert.Equal(purpose, ClientOrderId.Of(Monday.Date, Minute(60), "BRK.B", purpose).Purpose));

    [Fact]
    public void A_foreign_id_has_no_purpose() => Assert.Null(new ClientOrderId("61e69015-8549-4bfd-b9c3-01e75843f47d").Purpose);
}

using Trading.Adapters.Alpaca.Http;
using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca;

/// <summary>
/// Alpaca's trading API with Alpaca's own names. Queries and cancellations are repeated when they fail; orders never are.
/// Every failure is a <see cref="BrokerUnavailableException"/> that says what to do.
/// </summary>
public sealed class AlpacaTradingClient
{
    private readonly AlpacaChannel channel;

    internal AlpacaTradingClient(AlpacaChannel channel) => this.channel = channel;

    /// <summary>The account: money, and whether it may trade.</summary>
    public Task<AlpacaAccount> GetAccountAsync(CancellationToken cancel) =>
        channel.AskAsync<AlpacaAccount>(Call.Get("/v2/account", AlpacaJson.Default.AlpacaAccount), cancel);

    /// <summary>A symbol; null when Alpaca does not know it.</summary>
    public Task<AlpacaAsset?> FindAssetAsync(string symbol, CancellationToken cancel) =>
        channel.FindAsync<AlpacaAsset>(Call.Get($"/v2/assets/{Text(symbol)}", AlpacaJson.Default.AlpacaAsset), cancel);

    /// <summary>Every active US stock and fund.</summary>
    public async Task<IReadOnlyList<AlpacaAsset>> GetAssetsAsync(CancellationToken cancel) =>
        await channel.AskAsync<AlpacaAsset[]>(
            Call.Get("/v2/assets?status=active&asset_class=us_equity", AlpacaJson.Default.AlpacaAssetArray), cancel);

    /// <summary>Every position.</summary>
    public async Task<IReadOnlyList<AlpacaPosition>> GetPositionsAsync(CancellationToken cancel) =>
        await channel.AskAsync<AlpacaPosition[]>(Call.Get("/v2/positions", AlpacaJson.Default.AlpacaPositionArray), cancel);

    /// <summary>An order with its legs; null when there is none with this id.</summary>
    public Task<AlpacaOrder?> FindOrderAsync(string id, CancellationToken cancel) =>
        channel.FindAsync<AlpacaOrder>(Call.Get($"/v2/orders/{Text(id)}?nested=true", AlpacaJson.Default.AlpacaOrder), cancel);

    /// <summary>The order sent with a client order id; it may come without its legs. Null when there is none.</summary>
    public Task<AlpacaOrder?> FindOrderByClientIdAsync(string clientOrderId, CancellationToken cancel) =>
        channel.FindAsync<AlpacaOrder>(
            Call.Get($"/v2/orders:by_client_order_id?client_order_id={Text(clientOrderId)}", AlpacaJson.Default.AlpacaOrder),
            cancel);

    /// <summary>A page of orders, oldest first.</summary>
    /// <param name="status"><c>open</c>, <c>closed</c> or <c>all</c>.</param>
    /// <param name="nested">Whether legs are listed under their entry.</param>
    /// <param name="after">Only orders submitted after this; null for all.</param>
    /// <param name="limit">The most, legs counted in; 500 at most.</param>
    /// <param name="cancel">Cancels the query.</param>
    public async Task<IReadOnlyList<AlpacaOrder>> GetOrdersAsync(
        string status, bool nested, Instant? after, int limit, CancellationToken cancel)
    {
        var since = after is { } instant ? $"&after={Text(NodaTime.Text.InstantPattern.ExtendedIso.Format(instant))}" : "";
        var path = $"/v2/orders?status={Text(status)}&nested={(nested ? "true" : "false")}&direction=asc&limit={limit}{since}";
        return await channel.AskAsync<AlpacaOrder[]>(Call.Get(path, AlpacaJson.Default.AlpacaOrderArray), cancel);
    }

    /// <summary>
    /// Requests the cancellation of an order. False when it can no longer be cancelled or does not exist: query it again.
    /// </summary>
    public async Task<bool> CancelOrderAsync(string id, CancellationToken cancel)
    {
        var call = Call.Delete($"/v2/orders/{Text(id)}");
        return await channel.TryAsync(call, cancel) switch
        {
            { End: AttemptEnd.Answered } => true,
            { End: AttemptEnd.Refused, Status: 404 or 422 } => false,
            var failed => throw new BrokerUnavailableException(channel.MessageOf(call, failed)),
        };
    }

    internal Task<Attempt> AskClockAsync(CancellationToken cancel) =>
        channel.AnswerAsync(Call.Get("/v2/clock", AlpacaJson.Default.ClockBody), cancel);

    internal async Task<IReadOnlyList<CalendarDay>> GetCalendarAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        await channel.AskAsync<CalendarDay[]>(
            Call.Get($"/v2/calendar?start={first:uuuu-MM-dd}&end={last:uuuu-MM-dd}", AlpacaJson.Default.CalendarDayArray),
            cancel);

    internal Task<Attempt> PlaceOnceAsync(Call order, Action beforeSending, CancellationToken cancel) =>
        channel.SendOnceAsync(order, beforeSending, cancel);

    internal string MessageOf(Call call, Attempt attempt) => channel.MessageOf(call, attempt);

    private static string Text(string value) => Uri.EscapeDataString(value);
}

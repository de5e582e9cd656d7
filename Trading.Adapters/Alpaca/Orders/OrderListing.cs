using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca.Orders;

/// <summary>
/// Lists orders. Alpaca's <c>status=open</c> always hides a held stop and, when nested, the legs of a bracket whose entry has
/// filled. So recent orders are listed in every status, and older ones that are still live without nesting.
/// </summary>
internal sealed class OrderListing(AlpacaTradingClient client, Action<AlpacaOrder> noteUnknownStatus)
{
    private const int PageSize = 500;

    /// <summary>How far Alpaca's clock and the caller's may differ.</summary>
    private static readonly Duration Skew = Duration.FromMinutes(1);

    /// <summary>Pages overlap by this, so that a bracket cut in two by the end of a page is complete on the next.</summary>
    private static readonly Duration Overlap = Duration.FromSeconds(1);

    /// <summary>What <see cref="IBroker.GetOrdersAsync"/> promises.</summary>
    public async Task<IReadOnlyList<BrokerOrder>> ListAsync(Instant? since, CancellationToken cancel)
    {
        // Live orders first: one that is sent between the two queries is in the second, and one that ends between them is in
        // the first.
        var live = await PagesAsync("open", nested: false, null, cancel);
        var recent = since is { } instant ? await PagesAsync("all", nested: true, instant - Skew, cancel) : [];
        var known = recent.SelectMany(order => (order.Legs ?? []).Prepend(order)).Select(order => order.Id)
            .ToHashSet(StringComparer.Ordinal);
        var alone = live.Where(order => !known.Contains(order.Id)).ToList();
        foreach (var order in recent.Concat(alone))
        {
            if (!OrderStatusMapping.IsKnown(order.Status)) noteUnknownStatus(order);
        }
        return [.. Mapped(recent)
            .Where(order => order.SubmittedAt >= since || order.WithLegs().Any(part => !part.Status.IsFinal()))
            .Concat(Alone(alone))
            .OrderBy(order => order.SubmittedAt)];
    }

    // An order for a fraction of a share or for dollars is not from this system: a final one is left out, and a live one is odd.
    // It says nothing about the others, and neither does one whose description is incomplete.
    private static IEnumerable<BrokerOrder> Mapped(IEnumerable<AlpacaOrder> orders) =>
        orders.Select(order => MapOrNull(order, isLoneStopLive: true)).OfType<BrokerOrder>();

    private static IEnumerable<BrokerOrder> Alone(List<AlpacaOrder> live) =>
        live.Select(order => MapOrNull(order, isLoneStopLive: !live.Exists(other => IsPendingEntryOf(other, order))))
            .OfType<BrokerOrder>();

    private static BrokerOrder? MapOrNull(AlpacaOrder order, bool isLoneStopLive)
    {
        try
        {
            return OrderMapping.Map(order, isLoneStopLive);
        }
        catch (BrokerUnavailableException)
        {
            return OrderStatusMapping.Map(order).IsFinal() ? null : OrderMapping.Odd(order);
        }
    }

    private static bool IsPendingEntryOf(AlpacaOrder entry, AlpacaOrder leg) =>
        entry is { OrderClass: "bracket", Status: not "held", StopPrice: null }
        && entry.Symbol == leg.Symbol && entry.Side != leg.Side && entry.Quantity == leg.Quantity
        && entry.SubmittedAt <= leg.SubmittedAt;

    private async Task<List<AlpacaOrder>> PagesAsync(string status, bool nested, Instant? after, CancellationToken cancel)
    {
        var found = new Dictionary<string, AlpacaOrder>(StringComparer.Ordinal);
        while (true)
        {
            var page = await client.GetOrdersAsync(status, nested, after, PageSize, cancel);
            foreach (var order in page)
            {
                if (!found.TryGetValue(order.Id, out var known) || LegCount(order) >= LegCount(known)) found[order.Id] = order;
            }
            if (page.Sum(order => 1 + LegCount(order)) < PageSize) break;
            after = Next(page, after);
        }
        var legs = found.Values.SelectMany(order => order.Legs ?? []).Select(leg => leg.Id).ToHashSet(StringComparer.Ordinal);
        return [.. found.Values.Where(order => !legs.Contains(order.Id))];
    }

    private static int LegCount(AlpacaOrder order) => order.Legs?.Count ?? 0;

    private static Instant Next(IReadOnlyList<AlpacaOrder> page, Instant? after)
    {
        var last = page.Max(order => order.SubmittedAt ?? order.CreatedAt) ?? after;
        var next = last - Overlap <= after ? last : last - Overlap;
        return next > after || (after is null && next is not null)
            ? next.Value
            : throw new BrokerUnavailableException(
                $"Alpaca's list of orders does not go on after {last}: more than {PageSize} were submitted at once, so "
                + "cancel some.");
    }
}

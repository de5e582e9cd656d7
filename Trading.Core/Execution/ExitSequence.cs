using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>The order that may sell a symbol next.</summary>
/// <param name="Number">Its number, see <see cref="ClientOrderId.Exit"/>.</param>
/// <param name="Live">The exit before it that still lives and has to be cancelled first; null when there is none.</param>
public readonly record struct NextExit(int Number, BrokerOrder? Live);

/// <summary>
/// Finds the number of a symbol's next exit. A number is used once, because the broker takes an id only once, and the next one is
/// used only after the order before it was seen to be final and the positions were asked for after that. So the exits that all
/// programs send in a session together never sell more than is held; after its session none is sent.
/// </summary>
public sealed class ExitSequence(IBroker broker)
{
    /// <summary>Finds the next exit.</summary>
    /// <param name="session">The session of the sale.</param>
    /// <param name="symbol">The ticker.</param>
    /// <param name="view">What the broker shows; an exit that it does not list is asked for.</param>
    /// <param name="cancel">Ends the question.</param>
    /// <exception cref="BrokerUnavailableException">The broker does not say whether an exit exists.</exception>
    public async Task<NextExit> FindAsync(LocalDate session, string symbol, BrokerView view, CancellationToken cancel)
    {
        var order = Listed(session, symbol, view) is [.., var last] ? last : null;
        var number = order?.ClientId.ExitNumber(session, symbol) ?? 1;
        while (true)
        {
            order ??= await broker.FindOrderAsync(ClientOrderId.Exit(session, symbol, number), cancel);
            if (order is null) return new NextExit(number, null);
            number++;
            if (!order.Status.IsFinal()) return new NextExit(number, order);
            order = null;
        }
    }

    /// <summary>The exits of a symbol in a session that a view lists, in the order of their numbers.</summary>
    public static IReadOnlyList<BrokerOrder> Listed(LocalDate session, string symbol, BrokerView view) =>
    [
        .. view.Orders
            .Where(o => o.Symbol == symbol)
            .Select(o => (Order: o, Number: o.ClientId.ExitNumber(session, symbol)))
            .Where(o => o.Number is not null)
            .OrderBy(o => o.Number)
            .Select(o => o.Order),
    ];
}

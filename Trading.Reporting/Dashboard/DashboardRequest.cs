using Trading.Core.Orders;
using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>An action that a person is asked to confirm.</summary>
public enum DashboardAction
{
    /// <summary>Buy nothing from now on.</summary>
    Halt,

    /// <summary>Buy nothing, and sell everything that is held.</summary>
    Flatten,

    /// <summary>Lift the halt.</summary>
    Resume,
}

/// <summary>What is asked of a dashboard in the query of its address.</summary>
/// <param name="Filter">Which decisions.</param>
/// <param name="Trade">The trade whose page is asked for; null for the dashboard.</param>
/// <param name="Ask">The action whose confirmation is asked for, as a page of its own; null for none.</param>
public sealed record DashboardRequest(DecisionFilter Filter, ClientOrderId? Trade, DashboardAction? Ask)
{
    /// <summary>The name of the symbol filter in the query.</summary>
    public const string SymbolName = "symbol";

    /// <summary>The name of the kind filter in the query.</summary>
    public const string KindName = "decisions";

    /// <summary>The name of the trade in the query.</summary>
    public const string TradeName = "trade";

    /// <summary>The name of the action in the query.</summary>
    public const string AskName = "ask";

    private const int LongestSymbol = 20;

    /// <summary>Reads a query; what cannot be understood is as if it were not there.</summary>
    /// <param name="query">Gives the value of a name, empty where the query has none.</param>
    public static DashboardRequest Of(Func<string, string> query)
    {
        var symbol = query(SymbolName).Trim().ToUpperInvariant();
        if (symbol.Length > LongestSymbol) symbol = symbol[..LongestSymbol];
        var kind = Named<DecisionKind>(query(KindName)) ?? DecisionKind.All;
        return new(
            new DecisionFilter(symbol, kind),
            query(TradeName) is { Length: > 0 } trade ? new ClientOrderId(trade) : null,
            Named<DashboardAction>(query(AskName)));
    }

    private static T? Named<T>(string name) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals($"{value}", name, StringComparison.OrdinalIgnoreCase)) return value;
        }
        return null;
    }
}

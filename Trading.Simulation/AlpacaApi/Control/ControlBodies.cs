using System.Text.Json.Serialization;
using NodaTime.Text;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>Moves the clock to a time, or by minutes.</summary>
internal sealed record ClockBody(string? To, double? Minutes);

/// <summary>A split or a dividend to announce; the ratio is in new shares per old share, the amount in dollars a share.</summary>
internal sealed record ActionBody(string? Symbol, decimal? Ratio, decimal? Amount, string? Date)
{
    /// <exception cref="InvalidRequestException">It is missing.</exception>
    public string Named => string.IsNullOrEmpty(Symbol) ? throw new InvalidRequestException("There is no 'symbol'.") : Symbol;

    /// <exception cref="InvalidRequestException">It is no date.</exception>
    public LocalDate On => LocalDatePattern.Iso.Parse(Date ?? "") is { Success: true } date
        ? date.Value
        : throw new InvalidRequestException($"The 'date' is '{Date}'; it must be YYYY-MM-DD.");
}

/// <summary>What keeps the account from trading, and how market buys are valued; null leaves a value as it is.</summary>
internal sealed record AccountBody(
    string? Status, bool? AccountBlocked, bool? TradingBlocked, bool? SuspendedByUser, decimal? Collar)
{
    public AccountRestrictions Change(AccountRestrictions old) => new()
    {
        Status = Status ?? old.Status,
        AccountBlocked = AccountBlocked ?? old.AccountBlocked,
        TradingBlocked = TradingBlocked ?? old.TradingBlocked,
        SuspendedByUser = SuspendedByUser ?? old.SuspendedByUser,
    };
}

/// <summary>The cash of the account that takes the place of this one, dollars; null for that at the start.</summary>
internal sealed record ResetBody(decimal? Cash);

/// <summary>A position that this exchange cannot trade.</summary>
internal sealed record PositionBody(string? Symbol, decimal? Quantity, string? AssetClass, decimal? AveragePrice, decimal? Price)
{
    /// <exception cref="InvalidRequestException">A field is missing.</exception>
    public ForeignHolding ToHolding()
    {
        var position = new ForeignHolding
        {
            Symbol = Symbol is { Length: > 0 } symbol ? symbol : throw new InvalidRequestException("There is no 'symbol'."),
            Quantity = Quantity ?? throw new InvalidRequestException("There is no 'quantity'."),
            Price = Price,
        };
        return position with
        {
            AssetClass = AssetClass ?? position.AssetClass,
            AveragePrice = AveragePrice ?? position.AveragePrice,
        };
    }
}

/// <summary>When bars are served and revised, seconds after their minute.</summary>
internal sealed record BarsBody(string? Symbol, double? Late, double? Revised, double? Probability, int? Seed)
{
    public BarPublication ToPublication()
    {
        var publication = new BarPublication { Symbol = Symbol };
        return publication with
        {
            Late = Late is { } late ? Duration.FromSeconds(late) : publication.Late,
            Revised = Revised is { } revised ? Duration.FromSeconds(revised) : null,
            Probability = Probability ?? publication.Probability,
            Seed = Seed ?? publication.Seed,
        };
    }
}

/// <summary>A fate of orders; the time is in seconds, and null is one second. Never is a fate that does not come.</summary>
internal sealed record FateBody(
    FateKind? Kind, double? After, bool? Never, string? Symbol, OrderSide? Side, OrderType? Type, int? Times)
{
    /// <exception cref="InvalidRequestException">The kind is missing.</exception>
    public OrderFate ToFate()
    {
        var fate = new OrderFate { Kind = Kind ?? throw new InvalidRequestException("The fate has no 'kind'.") };
        return fate with
        {
            After = Never == true ? null : After is { } seconds ? Duration.FromSeconds(seconds) : fate.After,
            Symbol = Symbol,
            Side = Side,
            Type = Type,
            Times = Times,
        };
    }
}

/// <summary>A fault rule; a missing field has the default of <see cref="FaultRule"/>.</summary>
internal sealed record FaultBody(
    FaultKind? Kind, string? Method, string? Path, int? From, int? Times, double? Probability, int? Seed, int? Milliseconds,
    int? Status, bool? CarriedOut, int? RetryAfter)
{
    /// <exception cref="InvalidRequestException">The kind is missing.</exception>
    public FaultRule ToRule()
    {
        var rule = new FaultRule { Kind = Kind ?? throw new InvalidRequestException("The fault has no 'kind'.") };
        return rule with
        {
            Method = Method,
            Path = Path,
            Times = Times,
            From = From ?? rule.From,
            Probability = Probability ?? rule.Probability,
            Seed = Seed ?? rule.Seed,
            Milliseconds = Milliseconds ?? rule.Milliseconds,
            Status = Status ?? rule.Status,
            CarriedOut = CarriedOut ?? rule.CarriedOut,
            RetryAfter = RetryAfter ?? rule.RetryAfter,
        };
    }
}

/// <summary>The JSON bodies of the control endpoints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ClockBody))]
[JsonSerializable(typeof(ActionBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(ResetBody))]
[JsonSerializable(typeof(PositionBody))]
[JsonSerializable(typeof(BarsBody))]
[JsonSerializable(typeof(FateBody))]
[JsonSerializable(typeof(FaultBody))]
internal sealed partial class ControlJson : JsonSerializerContext;

using System.Collections.Immutable;
using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Orders;
using Trading.Core.Risk;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Risk;

/// <summary>Each limit on a day and on the account as an entry rule.</summary>
public sealed class ProtectionRulesTests
{
    private static readonly ProtectionLimits Set = new()
    {
        MaxDailyLoss = 0.02m,
        CooldownAfterStop = Duration.FromMinutes(30),
        CooldownAfterStopAll = Duration.FromMinutes(10),
        MaxTradesPerDay = 3,
        MaxLossesInRow = 2,
        MaxExposure = 0.02m,
        MaxSectorExposure = 0.01m,
        Sectors = new(SectorMap.Empty.Sectors.Add("A", "Tech").Add("B", "Tech").Add("C", "Energy")),
        NoEntryAfterOpen = Duration.FromMinutes(15),
    };

    [Fact]
    public void Limits_that_are_set_and_not_reached_change_nothing()
    {
        Assert.Equal(Decide(new(), null), Decide(Set, new Protections()));
        Assert.Equal(5, Decide(Set, new Protections()).Shares);
    }

    [Fact]
    public void A_share_of_a_fraction_of_a_cent_is_sized_with_limits_and_without()
    {
        var penny = new EntryCandidate("A", 0.7, 0.01m);
        Assert.Equal(5, Policy(new()).Decide(penny, Context(null)).Shares);
        Assert.Equal(5, Policy(Set).Decide(penny, Context(new Protections())).Shares);
    }

    [Fact]
    public void What_is_not_known_refuses() =>
        Assert.Equal(ReasonCode.ProtectionsUnknown, Decide(Set, new Protections { IsKnown = false }).Reason);

    [Fact]
    public void A_lost_day_refuses() =>
        Assert.Equal(ReasonCode.MaxDailyLoss, Decide(Set, new Protections { IsDailyLossReached = true }).Reason);

    [Theory]
    [InlineData(1, ReasonCode.Entered)]
    [InlineData(2, ReasonCode.MaxLossesInRow)]
    [InlineData(3, ReasonCode.MaxLossesInRow)]
    public void As_many_losses_in_a_row_as_set_refuse(int losses, ReasonCode expected) =>
        Assert.Equal(expected, Decide(Set, new Protections { LossesInRow = losses }).Reason);

    [Fact]
    public void The_entries_of_one_minute_count_as_trades()
    {
        var context = Context(new Protections { Entries = 1 }) with { Account = new AccountSnapshot(1e6m, 1e6m, 1e6m) };
        var reasons = new List<ReasonCode>();
        foreach (var symbol in (string[])["A", "C", "X"])
        {
            reasons.Add(Decide(Set, context, symbol).Reason);
            context = context.After(symbol, 5, 100m);
        }
        Assert.Equal([ReasonCode.Entered, ReasonCode.Entered, ReasonCode.MaxTradesPerDay], reasons);
    }

    [Theory]
    [InlineData(14, ReasonCode.TooSoonAfterTheOpen)]
    [InlineData(15, ReasonCode.Entered)]
    public void Nothing_is_bought_just_after_the_bell(int minute, ReasonCode expected)
    {
        var context = Context(new Protections()) with { Minute = Minute(minute) };
        Assert.Equal(expected, Decide(Set, context).Reason);
        Assert.Equal(
            expected == ReasonCode.Entered ? null : expected,
            Policy(Set).Refusal(EntryStages.Preview, new EntryCandidate("A", 0.7, 100m), context with { Protections = null }));
    }

    [Theory]
    [InlineData("A", 59, ReasonCode.RestsAfterStop)]
    [InlineData("A", 31, ReasonCode.RestsAfterStop)]
    [InlineData("A", 30, ReasonCode.Entered)]
    [InlineData("C", 51, ReasonCode.RestsAfterStop)]
    [InlineData("C", 50, ReasonCode.Entered)]
    public void A_symbol_rests_longer_after_its_own_stop_than_after_that_of_another(
        string stopped, int minute, ReasonCode expected) =>
        Assert.Equal(expected, Decide(Set, new Protections
        {
            Stops = new Protections().Stops.Add(stopped, Minute(minute)),
        }).Reason);

    [Fact]
    public void A_position_is_cut_to_what_the_exposure_leaves_and_refused_below_one_share()
    {
        Assert.Equal(5, Decide(Set, Holding(("C", 500m))).Shares);
        Assert.Equal(3, Decide(Set, Holding(("C", 1650m))).Shares);
        Assert.Equal(1, Decide(Set, Holding(("C", 1900m))).Shares);
        Assert.Equal(ReasonCode.MaxExposure, Decide(Set, Holding(("C", 1900.01m))).Reason);
    }

    [Fact]
    public void A_sector_has_room_of_its_own_and_symbols_without_one_share_theirs()
    {
        Assert.Equal(2, Decide(Set, Holding(("B", 800m))).Shares);
        Assert.Equal(ReasonCode.MaxSectorExposure, Decide(Set, Holding(("B", 901m))).Reason);
        Assert.Equal(5, Decide(Set, Holding(("C", 901m))).Shares);
        var unnamed = Context(Holding(("Y", 901m)));
        Assert.Equal(ReasonCode.MaxSectorExposure, Decide(Set, unnamed, "X").Reason);
        Assert.Equal(ReasonCode.Entered, Decide(Set, unnamed, "A").Reason);
    }

    [Fact]
    public void The_entries_of_one_minute_share_the_exposure()
    {
        var context = Context(new Protections());
        var shares = new List<int>();
        foreach (var symbol in (string[])["A", "B", "C", "X"])
        {
            var decision = Decide(Set with { MaxTradesPerDay = null, MaxExposure = 0.012m }, context, symbol);
            shares.Add(decision.Shares);
            if (decision.Reason == ReasonCode.Entered) context = context.After(symbol, decision.Shares, 100m);
        }
        Assert.Equal([5, 5, 2, 0], shares);
    }

    [Fact]
    public void Right_before_it_is_sent_an_entry_needs_room_for_all_its_shares()
    {
        var candidate = new EntryCandidate("A", 0.7, 100m) { Shares = 5 };
        ReasonCode? At(decimal held) =>
            Policy(Set).Refusal(EntryStages.Sending, candidate, Context(Holding(("C", held))));
        Assert.Null(At(1500m));
        Assert.Equal(ReasonCode.MaxExposure, At(1501m));
    }

    [Theory]
    [InlineData(0.0199, 5)]
    [InlineData(0.02, 5)]
    [InlineData(0.025, 4)]
    [InlineData(0.05, 2)]
    [InlineData(0.1, 1)]
    [InlineData(0.1001, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    public void A_position_is_smaller_where_a_larger_move_is_expected(double move, int shares)
    {
        var policy = new EntryPolicy(
            new RiskLimits { Sizing = PositionSizing.Volatility }, Rules, Duration.FromMinutes(30));
        var decision = policy.Decide(new EntryCandidate("A", 0.7, 100m) { ExpectedMove = move }, Context(null));
        Assert.Equal(
            (shares, shares == 0 ? ReasonCode.RiskTooLarge : ReasonCode.Entered), (decision.Shares, decision.Reason));
        var onProbation = policy.Decide(
            new EntryCandidate("A", 0.7, 100m) { ExpectedMove = move },
            Context(null) with { Standing = ModelStanding.Probation });
        Assert.Equal(Math.Min(1, shares), onProbation.Shares);
    }

    [Fact]
    public void No_size_is_larger_than_the_fixed_one_and_a_larger_move_never_makes_it_larger() =>
        Gen.Int[1, 1000].Select(Gen.Decimal[0.001m, 0.5m], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((shares, stop, a, b) =>
        {
            var small = VolatilitySizing.Scale(shares, stop, Math.Max(a, b));
            var large = VolatilitySizing.Scale(shares, stop, Math.Min(a, b));
            Assert.InRange(small, 0, large);
            Assert.InRange(large, 0, shares);
        });

    private static Protections Holding(params (string Symbol, decimal Value)[] held) =>
        Protections.Of([], [], held.ToImmutableDictionary(h => h.Symbol, h => h.Value));

    private static EntryPolicy Policy(ProtectionLimits limits) =>
        new(new RiskLimits { Protections = limits }, Rules, Duration.FromMinutes(30));

    private static EntryDecision Decide(ProtectionLimits limits, Protections? state) => Decide(limits, Context(state));

    private static EntryDecision Decide(ProtectionLimits limits, EntryContext context, string symbol = "A") =>
        Policy(limits).Decide(new EntryCandidate(symbol, 0.7, 100m), context);

    private static EntryContext Context(Protections? state) => new()
    {
        Session = Monday,
        Minute = Minute(60),
        Standing = ModelStanding.Proven,
        Involved = [],
        Account = new AccountSnapshot(100_000, 100_000, 100_000),
        Protections = state,
    };
}

using Trading.Core.Evaluation;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Universe;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Evaluation.Holding;

/// <summary>What an evaluation holds beside the signals.</summary>
public sealed class HeldUniverseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>By hand: a quarter in each symbol, at two basis points, from the first forecast session to the last.</summary>
    [Fact]
    public async Task Without_a_rule_it_is_the_recipe_s_symbols_over_the_forecast_sessions()
    {
        var (report, tape) = (await SmallEvaluation.ReportAsync(), SmallMarket.Tape());

        var mean = tape.Symbols.Average(symbol =>
        {
            var bought = tape.Read(report.Forecast.First).Single(series => series.Symbol == symbol).Bars[0].Open;
            var sold = tape.Read(report.Forecast.Last).Single(series => series.Symbol == symbol).Bars[^1].Close;
            return (double)(sold * 0.9998m / (bought * 1.0002m)) - 1;
        });

        Assert.Equal(mean, report.Baselines.BuyAndHold.Return, 9);
        Assert.Equal((4, 0, 0), (report.Baselines.Holding.Parts, report.Range!.MissingSessions, report.Range.WithoutBars.Count));
    }

    /// <summary>The rule needs ten sessions before it chooses: nothing is held until then.</summary>
    [Fact]
    public async Task With_a_rule_it_is_what_the_rule_chose()
    {
        var settings = SmallMarket.Settings with
        {
            Universe = UniverseRule.Parse("MostActive:2")! with { MinPrice = 0, MinDollarVolume = 0 },
        };
        var report = await EvaluateAsync(settings, await SmallEvaluation.ArchiveAsync(20));

        Assert.Equal(2, report.Baselines.Holding.Parts);
        Assert.Equal(settings.Recipe.Id, report.Recipe.Id);
        Assert.True(report.Forecast.Sessions < 11);
    }

    [Fact]
    public async Task A_whole_market_has_the_symbols_that_are_listed_no_more()
    {
        var archive = await SmallEvaluation.ArchiveAsync(SmallEvaluation.Archived);
        var sessions = await archive.GetSessionsAsync(Cancel);
        foreach (var date in sessions.TakeLast(3))
            await archive.WriteAsync(date, [.. (await archive.ReadAsync(date, Cancel)).Where(s => s.Symbol != "FAKED")], Cancel);

        // What the newest session has is what a command names as the symbols of a whole market.
        var report = await EvaluateAsync(
            SmallMarket.Settings with { IsWholeMarket = true, Symbols = ["FAKEA", "FAKEB", "FAKEC"] }, archive);

        Assert.Equal("FAKED", Assert.Single(report.Baselines.Holding.Ended).Symbol);
        Assert.Equal(sessions[^4], report.Baselines.Holding.Ended[0].Session);
        Assert.Equal(4, report.Baselines.Holding.Parts);
    }

    private static async Task<EvaluationReport> EvaluateAsync(TradingSettings settings, IBarArchive archive) =>
        await new RecipeEvaluator((await SmallEvaluation.PortsAsync()) with { Archive = archive }, settings, 2)
            .EvaluateAsync(null, null, SmallEvaluation.Now, null, Cancel);
}

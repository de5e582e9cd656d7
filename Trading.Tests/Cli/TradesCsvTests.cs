using System.Globalization;
using NodaTime.Text;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Core.Orders;
using Trading.Tests.Core.Storage;
using Trading.Tests.Reporting;

namespace Trading.Tests.Cli;

public sealed class TradesCsvTests
{
    [Fact]
    public async Task All_trades_are_lines_of_a_csv_file_that_gives_back_what_the_journal_holds()
    {
        using var cli = new CliRun();
        var trades = SampleResults.Normal(10).Trades.Append(
            Rows.ATrade(Rows.Monday.PlusDays(30), "SPY") with { ModelId = "a \"model\", of mine" }).ToList();
        using (var journal = LocalJournal.Of(new DataFolder(cli.Data).Book(Book.Demo), null))
        {
            foreach (var trade in trades) await journal.SaveTradeAsync(trade, TestContext.Current.CancellationToken);
        }
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(ExitCode.Fine, await cli.RunAsync("trades", "--csv"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
        var lines = cli.Out.Split("\r\n");

        Assert.Equal(trades.Count + 2, lines.Length);
        Assert.Equal("", lines[^1]);
        Assert.StartsWith("entryId,session,symbol,quantity,entryAt,entryPrice,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",\"a \"\"model\"\", of mine\",,,,,,true", lines[^2], StringComparison.Ordinal);
        var byId = trades.ToDictionary(t => t.EntryId.Value, StringComparer.Ordinal);
        foreach (var cells in lines[1..^2].Select(line => line.Split(',')))
        {
            var trade = byId[cells[0]];
            Assert.Equal(trade.EntryAt, InstantPattern.ExtendedIso.Parse(cells[4]).Value);
            Assert.Equal(trade.EntryPrice, decimal.Parse(cells[5], CultureInfo.InvariantCulture));
            Assert.Equal(trade.Probability, double.Parse(cells[6], CultureInfo.InvariantCulture));
            Assert.Equal(trade.ExitReason, Enum.Parse<ExitReason>(cells[10]));
            Assert.Equal(trade.Pnl, decimal.Parse(cells[11], CultureInfo.InvariantCulture));
        }

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("trades", "--csv", "--last", "2"));
        Assert.Equal(4, cli.Out.Split("\r\n").Length);
    }
}

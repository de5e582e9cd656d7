using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Learning.Record;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Storage;

/// <summary>What every store of out-of-sample records must do; a store's tests derive from this.</summary>
public abstract class ForecastRecordContract
{
    protected const string Recipe = "3f9a0c52be17";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IForecastRecord Record { get; }

    /// <summary>How many samples a property takes; fewer for a store that is asked over a network.</summary>
    protected virtual int Samples => 60;

    /// <summary>The same record as another process finds it.</summary>
    protected abstract IForecastRecord Reopen();

    [Fact]
    public async Task A_recipe_without_a_record_is_empty()
    {
        Assert.Empty(await Record.GetSessionsAsync(Recipe, Cancel));
        Assert.Null(await Record.ReadAsync(Recipe, Monday, Cancel));
    }

    [Fact]
    public Task What_is_read_is_to_the_bit_what_was_written() => AnyRecord(Monday).SampleAsync(async session =>
    {
        await Record.WriteAsync(Recipe, session, Cancel);
        Assert.Equivalent(session, await Reopen().ReadAsync(Recipe, Monday, Cancel), strict: true);
    }, iter: Samples, threads: 1);

    [Fact]
    public async Task Sessions_come_in_order_and_each_recipe_has_its_own()
    {
        foreach (var session in new[] { Wednesday, Monday })
            await Record.WriteAsync(Recipe, ARecord(session, 3), Cancel);
        await Record.WriteAsync("0123456789ab", ARecord(Tuesday, 3), Cancel);
        // A recipe whose id only begins the same is another one.
        await Record.WriteAsync("3f9a0c52be1", ARecord(Tuesday, 3), Cancel);

        Assert.Equal([Monday, Wednesday], await Reopen().GetSessionsAsync(Recipe, Cancel));
        Assert.Equal([Tuesday], await Reopen().GetSessionsAsync("0123456789ab", Cancel));
        Assert.Null(await Reopen().ReadAsync(Recipe, Tuesday, Cancel));
    }

    [Fact]
    public async Task Writing_a_session_again_replaces_all_of_it()
    {
        await Record.WriteAsync(Recipe, ARecord(Monday, 9), Cancel);
        await Record.WriteAsync(Recipe, ARecord(Monday, 2) with { Source = "other bars" }, Cancel);
        var read = await Reopen().ReadAsync(Recipe, Monday, Cancel);
        Assert.Equal(("other bars", 2), (read!.Source, read.Rows.Count));
        Assert.Equal([Monday], await Reopen().GetSessionsAsync(Recipe, Cancel));
    }

    [Fact]
    public async Task A_reader_beside_writers_sees_whole_sessions_only()
    {
        await Record.WriteAsync(Recipe, ARecord(Monday, 100) with { Source = "100" }, Cancel);
        var writing = Task.WhenAll(Enumerable.Range(1, 2).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
                await Reopen().WriteAsync(Recipe, ARecord(Monday, 100 * writer) with { Source = $"{100 * writer}" }, Cancel);
        })));
        do
        {
            var read = await Record.ReadAsync(Recipe, Monday, Cancel);
            Assert.Equal(read!.Source, $"{read.Rows.Count}");
        }
        while (!writing.IsCompleted);
        await writing;
    }

    /// <summary>A session of a record with rows of two symbols.</summary>
    protected static OutOfSampleSession ARecord(LocalDate session, int rows) => new(
        session, "bars and recipe", ["QQQ", "SPY"],
        [.. Enumerable.Range(0, rows).Select(i => new OutOfSampleRow(
            (short)(i % 2), (short)(35 + (i / 2)), (short)(40 + i), 0.25f * i, -0.01f, i % 3 == 0, 0.0001f * i))]);

    private static readonly string[] Tickers = ["A", "AAPL", "BRK.B", "QQQ", "SPY", "X-Y"];

    private static Gen<OutOfSampleSession> AnyRecord(LocalDate session) =>
        from symbols in Gen.Int[0, Tickers.Length - 1].Array[1, 6]
        let tickers = symbols.Select(i => Tickers[i]).Distinct().Order(StringComparer.Ordinal).ToArray()
        from source in Gen.Bool.Select(plain => plain ? "bars 1 recipe 2" : "ünïcode = \"quoted\"")
        from rows in Gen.Select(
            Gen.Int[0, tickers.Length - 1], Gen.Int[0, 389], Gen.Int[0, 389], Gen.Float, Gen.Float, Gen.Bool,
            Gen.Float[-1, 1]).Array[1, 200]
        select new OutOfSampleSession(session, source, tickers,
        [
            .. rows.Select(row => new OutOfSampleRow(
                (short)row.Item1, (short)row.Item2, (short)row.Item3, row.Item4, row.Item5, row.Item6, row.Item7)),
        ]);
}

public sealed class InMemoryForecastRecordTests : ForecastRecordContract
{
    private readonly InMemoryForecastRecord record = new();

    protected override IForecastRecord Record => record;

    protected override IForecastRecord Reopen() => record;
}

using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Storage;
using Trading.Tests.Core.Learning;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Cli;

/// <summary><c>trading models</c> and its subcommands, over a live book with three models and four recorded sessions.</summary>
public sealed class ModelsCommandTests : IAsyncLifetime
{
    private static readonly LocalDate[] Sessions = [.. SmallMarket.Tape().Sessions.Take(4)];
    private readonly CliRun cli = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FolderModelRegistry Registry => new(new DataFolder(cli.Data).Book(Book.Live).Models);

    public async ValueTask InitializeAsync()
    {
        await SaveAsync(HandMadeModel.Of("m1", Sessions[0]), HandMadeModel.Of("m2", Sessions[1], logits: 2, trust: 1),
            HandMadeModel.Of("m3", Sessions[3]));
        await SetAsync(new CurrentModel(null, "m2", "Not proven.", Decided) { Previous = "m1", Evidence = EvidenceOf("recipe") });
        var archive = new ParquetBarArchive(new DataFolder(cli.Data).Bars);
        foreach (var session in Sessions) await archive.WriteAsync(session, SmallMarket.Tape().Read(session), Cancel);
    }

    public ValueTask DisposeAsync()
    {
        cli.Dispose();
        return ValueTask.CompletedTask;
    }

    // The live book lives by the machine's clock; evidence must not be a week old.
    private static Instant Decided => SystemClock.Instance.GetCurrentInstant();

    [Fact]
    public async Task The_list_says_which_is_in_use_where_it_stands_and_what_is_proved()
    {
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("models", "--json"));
        Assert.Equal("m2", cli.Json().GetProperty("inUse").GetString());
        Assert.Equal("Probation", cli.Json().GetProperty("standing").GetString());
        Assert.Equal(["m1", "m2", "m3"], cli.Json().GetProperty("models").EnumerateArray().Select(m =>
            m.GetProperty("id").GetString()));
        await cli.RunAsync("models");
        Assert.Contains("Not proven. Evidence that it beats the base forecast 2.0 : 1", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_shown_by_the_beginning_of_its_id_and_its_book_may_be_named_before_and_after()
    {
        foreach (var line in new[] { "models show m2 --book live", "models --book live show m2" })
        {
            Assert.Equal(ExitCode.Fine, await cli.RunAsync(line.Split(' ')));
            Assert.Contains("Model m2 (live book)", cli.Out, StringComparison.Ordinal);
            Assert.Contains("in use", cli.Out, StringComparison.Ordinal);
        }
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("models", "show", "m2", "--json"));
        Assert.True(cli.Json().GetProperty("inUse").GetBoolean());
        Assert.Equal("recipe", cli.Json().GetProperty("card").GetProperty("recipe").GetString());
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("models", "--book", "demo", "show", "m2"));
        Assert.Contains("no model 'm2' in the demo book", cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("models", "show", "m"));
        Assert.Contains("begins the ids of 3 models", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_models_are_compared_on_sessions_that_neither_learned_from()
    {
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("models", "compare", "m1", "m2", "--json"));
        Assert.Equal(2, cli.Json().GetProperty("sessions").GetInt32());
        Assert.Equal(2, cli.Json().GetProperty("models").GetArrayLength());
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("models", "compare", "m1", "m2"));
        Assert.Contains("2 sessions that neither learned from", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_later_session_a_comparison_is_refused_in_one_sentence()
    {
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("models", "compare", "m1", "m3"));
        Assert.StartsWith(
            $"There is no recorded session of their symbols after {Sessions[3]:uuuu-MM-dd}", cli.Error, StringComparison.Ordinal);
        Assert.Empty(cli.Out);
    }

    [Fact]
    public async Task Promote_and_rollback_say_what_was_and_what_is()
    {
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("models", "promote", "m1"));
        Assert.Contains("was: m2, on probation: one share a signal", cli.Out, StringComparison.Ordinal);
        Assert.Contains("is: m1, unproven: full positions of play money", cli.Out, StringComparison.Ordinal);
        Assert.Contains("The next night decides anew.", cli.Out, StringComparison.Ordinal);
        var (current, _) = await Registry.GetCurrentAsync(Cancel);
        Assert.Equal(("m1", "m2"), (current.Promoted, current.Previous));
        Assert.Equal("recipe", current.Evidence!.Recipe);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("models", "rollback", "--json"));
        Assert.Equal("Probation", cli.Json().GetProperty("standing").GetString());
        (current, _) = await Registry.GetCurrentAsync(Cancel);
        Assert.Equal((null, "m2", "m1"), (current.Promoted, current.Newest, current.Previous));

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("models", "promote", "m1"));
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("models", "promote", "m1"));
        Assert.Equal("m1 is in use already.", cli.Error.Trim());
    }

    [Theory]
    [InlineData("promote m1")]
    [InlineData("rollback")]
    public async Task Real_money_takes_only_a_model_of_a_proven_recipe(string line)
    {
        cli.Environment["Trading__Alpaca__Environment"] = "Live";
        cli.Environment["Trading__Alpaca__IUnderstandThisIsRealMoney"] = "true";
        string[] args = ["models", .. line.Split(' ')];
        Assert.Equal(ExitCode.Failed, await cli.RunAsync(args));
        Assert.Contains("the money is real", cli.Error, StringComparison.Ordinal);
        Assert.Equal("m2", (await Registry.GetCurrentAsync(Cancel)).Current.Newest);

        var proven = new CurrentModel("m2", "m2", "Proven.", Decided)
        {
            Previous = "m1",
            Evidence = EvidenceOf("recipe", RecipeStanding.Proven),
        };
        // However fresh the proof of its recipe is, a model of old bars is none of today.
        await SetAsync(proven);
        Assert.Equal(ExitCode.Failed, await cli.RunAsync(args));
        Assert.Contains("train on newer bars", cli.Error, StringComparison.Ordinal);

        await SaveAsync(HandMadeModel.Of("new", Decided.InUtc().Date));
        await SetAsync(proven with { Previous = "new" });
        Assert.Equal(ExitCode.Fine, await cli.RunAsync([.. args.Select(arg => arg == "m1" ? "new" : arg)]));
        Assert.Equal("new", (await Registry.GetCurrentAsync(Cancel)).Current.Promoted);
    }

    [Fact]
    public async Task Without_a_predecessor_there_is_no_way_back()
    {
        await SetAsync(new CurrentModel(null, "m2", "Not proven.", Decided));
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("models", "rollback"));
        Assert.Contains("none to go back to", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pruning_says_first_what_it_would_delete_and_spares_what_is_needed()
    {
        await SaveAsync([.. Enumerable.Range(0, 33).Select(i => HandMadeModel.Of($"later{i}", Sessions[3].PlusDays(i + 1)))]);
        var before = cli.Files();
        string[] line = ["models", "prune", "--json", "--set", "KeepModelsDays=1"];
        Assert.Equal(ExitCode.Fine, await cli.RunAsync([.. line, "--dry-run"]));
        Assert.Equal(before, cli.Files());
        // Of 36 models the six oldest may go, and two of them are in use and its predecessor.
        string[] old = ["m3", "later0", "later1", "later2"];
        Assert.Equal(old, Old());

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(line));
        Assert.Equal(old, Old());
        Assert.Equal(4, cli.Json().GetProperty("deleted").GetInt32());
        Assert.Equal(32, (await Registry.GetCardsAsync(Cancel)).Count);

        IEnumerable<string?> Old() => cli.Json().GetProperty("old").EnumerateArray().Select(id => id.GetString());
    }

    private async Task SaveAsync(params ModelArtifact[] models)
    {
        foreach (var model in models) await Registry.SaveAsync(model, Cancel);
    }

    private async Task SetAsync(CurrentModel current) =>
        Assert.True(await Registry.TrySetCurrentAsync(current, (await Registry.GetCurrentAsync(Cancel)).ETag, Cancel));

    private static RecipeEvidence EvidenceOf(string recipe, RecipeStanding standing = RecipeStanding.Unproven) =>
        new(recipe, Sessions[0], new EvidencePoint(Decided.InUtc().Date, 30, Math.Log10(2), 0, 0, 0, standing));
}

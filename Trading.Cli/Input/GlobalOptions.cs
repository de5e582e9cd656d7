using System.CommandLine;
using Trading.Adapters.LocalStorage;

namespace Trading.Cli.Input;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    /// <summary>The data folder.</summary>
    public Option<string> Data { get; } = new("--data")
    {
        Description = "The folder of bars, journals and models.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => DataFolder.Default,
    };

    /// <summary>Settings, as Name=Value.</summary>
    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Sets a setting and overrides the environment's Trading__Name; may be repeated. See 'trading settings'.",
        HelpName = "Name=Value",
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Whether the answer is a JSON document.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Answers with one JSON document on stdout (run and simulate: one a line); everything else goes to stderr.",
        Recursive = true,
    };

    /// <summary>Whether the connection's calls are logged to stderr.</summary>
    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Logs every call to the broker and the feed to stderr; keys are never in it.",
        Recursive = true,
    };

    /// <summary>Adds the options to the root command.</summary>
    public void AddTo(RootCommand root)
    {
        root.Add(Data);
        root.Add(Set);
        root.Add(Json);
        root.Add(Verbose);
    }
}

using System.CommandLine;

namespace Trading.Cli.Input;

/// <summary>The option of connected commands that chooses the simulated exchange instead of Alpaca.</summary>
internal sealed class SimulatorOption
{
    /// <summary>Where <c>trading simulate</c> listens unless it is told otherwise.</summary>
    public const int DefaultPort = 5100;

    /// <summary>The option; it may stand without a value.</summary>
    public Option<string?> Option { get; } = new("--simulator")
    {
        Description = $"The exchange of 'trading simulate' instead of Alpaca, with a book of its own. [default: http://127.0.0.1:{DefaultPort}]",
        HelpName = "URL",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>What was chosen.</summary>
    public ExchangeChoice Choice(ParseResult parsed) => new(parsed.GetResult(Option) is not null, parsed.GetValue(Option));
}

/// <summary>Which exchange a command speaks to.</summary>
/// <param name="Simulator">Whether the command line asks for the simulated one.</param>
/// <param name="Url">Where that listens; null for the settings' or the usual address.</param>
internal sealed record ExchangeChoice(bool Simulator, string? Url);

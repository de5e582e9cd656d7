using System.CommandLine;

namespace Trading.Cli.Input;

/// <summary>The option of connected commands that chooses the simulated exchange instead of Alpaca.</summary>
internal sealed class SimulatorOption
{
    /// <summary>Where <c>trading simulate</c> listens by default.</summary>
    public const int DefaultPort = 5100;

    /// <summary>The option; its value may be left out.</summary>
    public Option<string?> Option { get; } = new("--simulator")
    {
        Description =
            $"The exchange of 'trading simulate' instead of Alpaca, with a book of its own. [default: "
            + $"http://127.0.0.1:{DefaultPort}]",
        HelpName = "URL",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The exchange that the command line chooses.</summary>
    public ExchangeChoice Choice(ParseResult parsed) => new(parsed.GetResult(Option) is not null, parsed.GetValue(Option));
}

/// <summary>The exchange that a command connects to.</summary>
/// <param name="Simulator">Whether the command line asks for the simulated one.</param>
/// <param name="Url">The address of the simulated exchange; null for the address in the settings, or the default one.</param>
internal sealed record ExchangeChoice(bool Simulator, string? Url);

using System.CommandLine;
using System.CommandLine.Invocation;
using Trading.Cli.Output;

namespace Trading.Cli.Input;

/// <summary><c>trading --version</c>: one line, or one document with <c>--json</c>.</summary>
/// <param name="asJson">The option that asks for a document.</param>
internal sealed class VersionAction(Option<bool> asJson) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var stdout = parseResult.InvocationConfiguration.Output;
        var version = ProgramVersion.Current;
        IOutput output = parseResult.GetValue(asJson) ? new JsonOutput(stdout) : new PlainOutput(stdout);
        output.Show(new Page($"{version}"), version);
        return ExitCode.Fine;
    }
}

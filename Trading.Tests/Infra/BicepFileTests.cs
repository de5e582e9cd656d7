using Trading.Cli.Output;

namespace Trading.Tests.Infra;

public sealed class BicepFileTests
{
    [Fact]
    public async Task Every_file_compiles_and_the_linter_has_nothing_to_say()
    {
        using var copy = new InfraCopy();
        var outcome = await BicepCompiler.LintAsync(copy, "**/*.bicep");
        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output.Trim(), outcome.Errors.Trim()));
    }

    [Fact]
    public async Task A_file_with_an_unused_parameter_does_not_pass()
    {
        using var copy = new InfraCopy();
        copy.Replace("modules/vault.bicep", "param name string", "param name string\nparam nobody string");
        var outcome = await BicepCompiler.LintAsync(copy, "modules/vault.bicep");
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("no-unused-params", outcome.Errors, StringComparison.Ordinal);
    }
}

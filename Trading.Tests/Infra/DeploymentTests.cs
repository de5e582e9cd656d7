using Trading.Cli.Output;
using Trading.Tests.Infra.Rules;

namespace Trading.Tests.Infra;

public sealed class DeploymentTests
{
    public static TheoryData<string> Rules => [.. DeploymentRule.All.Select(rule => rule.Name)];

    public static TheoryData<string, string> Breaks =>
        [.. DeploymentRule.All.SelectMany(rule => rule.Breaks.Select(broken => (rule.Name, broken.What)))];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_deployment_keeps_the_rule(string rule) =>
        Assert.Empty(Rule(rule).Faults(await BicepCompiler.DeploymentAsync()));

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_deployment_that_breaks_the_rule_is_found_out(string rule, string what)
    {
        var deployment = await BicepCompiler.DeploymentAsync();
        var (_, change) = Rule(rule).Breaks.Single(broken => string.Equals(broken.What, what, StringComparison.Ordinal));
        change(deployment);
        Assert.NotEmpty(Rule(rule).Faults(deployment));
    }

    [Fact]
    public void Every_rule_is_broken_once_at_least() => Assert.All(DeploymentRule.All, rule => Assert.NotEmpty(rule.Breaks));

    private static DeploymentRule Rule(string name) =>
        DeploymentRule.All.Single(rule => string.Equals(rule.Name, name, StringComparison.Ordinal));
}

namespace Trading.Tests.Infra.Rules;

/// <summary>What must hold of a deployment, and ways to break it that must be noticed.</summary>
/// <param name="Name">The rule, as a sentence.</param>
/// <param name="Faults">What is wrong; nothing when the rule holds.</param>
/// <param name="Breaks">Changes after each of which something is wrong.</param>
internal sealed record DeploymentRule(
    string Name, Func<Deployment, IEnumerable<string>> Faults, params (string What, Action<Deployment> Change)[] Breaks)
{
    public static IReadOnlyList<DeploymentRule> All { get; } =
        [.. SecretRules.All, .. StorageRules.All, .. AccessRules.All, .. AppRules.All, .. SettingRules.All, .. AlertRules.All];

    /// <summary>A fault when two sets of names differ.</summary>
    public static IEnumerable<string> Same(string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (wanted, found) = (expected.ToArray(), actual.ToArray());
        return wanted.Except(found, StringComparer.Ordinal).Select(name => $"{what}: {name} is missing.")
            .Concat(found.Except(wanted, StringComparer.Ordinal).Select(name => $"{what}: {name} is there and should not be."))
            .Concat(found.Length == wanted.Length ? [] : [$"{what}: {found.Length} and not {wanted.Length}."]);
    }
}

using System.Reflection;
using System.Runtime.InteropServices;

namespace Trading.Cli;

/// <summary>Which program this is: its version, the commit that it was built from, and what it runs on.</summary>
/// <param name="Version">Semantic version, such as 1.0.0.</param>
/// <param name="Commit">Full hash of the commit; null when it was not built in a repository.</param>
/// <param name="Runtime">The .NET runtime, such as .NET 10.0.3.</param>
/// <param name="Platform">The runtime identifier, such as linux-x64.</param>
internal sealed record ProgramVersion(string Version, string? Commit, string Runtime, string Platform)
{
    private const int ShownHashLength = 10;

    /// <summary>The program that runs.</summary>
    public static ProgramVersion Current { get; } = Of(
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>Reads the informational version that the build writes: the version, and after a plus sign the commit.</summary>
    public static ProgramVersion Of(string informational)
    {
        var parts = informational.Split('+', 2);
        return new(
            parts[0], parts.Length == 2 ? parts[1] : null,
            RuntimeInformation.FrameworkDescription, RuntimeInformation.RuntimeIdentifier);
    }

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"trading {Version} (commit {Commit?[..Math.Min(ShownHashLength, Commit.Length)] ?? "unknown"}, {Runtime}, {Platform})";
}

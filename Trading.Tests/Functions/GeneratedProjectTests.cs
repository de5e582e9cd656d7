using System.Diagnostics;
using System.Text.Json;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Functions;

/// <summary>
/// The Functions SDK writes a project of its own, WorkerExtensions.csproj, into the app's obj folder and builds it there,
/// beneath the repository's Directory.Build.props. What is meant for our projects alone would break it.
/// </summary>
public sealed class GeneratedProjectTests
{
    [Theory]
    [InlineData("WorkerExtensions", "", "")]
    [InlineData("Trading.Functions", "Meziantou.Analyzer", "NodaTime")]
    public async Task The_worker_s_generated_project_gets_none_of_our_packages_and_ours_do(
        string project, string package, string import)
    {
        using var folder = new TempFolder();
        foreach (var name in (string[])["Directory.Build.props", "Directory.Packages.props"]) await File.WriteAllTextAsync(
            folder[name], AppFiles.Text(name), Cancel);
        var obj = Directory.CreateDirectory(folder["Trading.Functions/obj/Debug/net10.0/WorkerExtensions"]).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(obj, $"{project}.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net8.0</TargetFramework>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
              </PropertyGroup>
            </Project>
            """, Cancel);
        var start = new ProcessStartInfo(
            "dotnet", ["msbuild", $"{project}.csproj", "-getItem:PackageReference", "-getItem:Using"])
        {
            WorkingDirectory = obj,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var msbuild = Process.Start(start)!;
        var said = await msbuild.StandardOutput.ReadToEndAsync(Cancel);
        await msbuild.WaitForExitAsync(Cancel);

        var json = JsonElement.Parse(said);
        Assert.Equal(package, string.Join(',', Names(json, "PackageReference")));
        Assert.Equal(
            import, string.Join(',', Names(json, "Using").Where(name => !name.StartsWith("System", StringComparison.Ordinal))));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Names(JsonElement json, string item) =>
        json.GetProperty("Items").GetProperty(item).EnumerateArray().Select(one => one.GetProperty("Identity").GetString()!);
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// Alpaca's official JavaScript SDK, in the version that <c>package.json</c> pins, against the paper exchange. It is installed once
/// into a folder for temporary files; the test is skipped when that is not possible.
/// </summary>
public sealed class SdkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "Simulation", "AlpacaApi");
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "trading-alpaca-sdk-4.0.2");

    [Fact]
    public async Task Alpacas_own_sdk_places_queries_replaces_and_cancels_a_bracket()
    {
        await InstallOrSkipAsync();
        await using var desk = await PaperDesk.OpenAsync();
        var (exit, output, errors) = await RunAsync("node", "sdk.mjs", desk.Server.Url.ToString());
        Assert.True(exit == 0, errors);
        var seen = JsonElement.Parse(output);

        Assert.Equal("""{"status":"new","legs":["limit held","stop held"]}""", seen.GetProperty("placed").GetRawText());
        Assert.Equal("""{"replaces":true,"limit":"99.25"}""", seen.GetProperty("replaced").GetRawText());
        Assert.Equal("\"replaced\"", seen.GetProperty("old").GetRawText());
        Assert.Equal("""["canceled","canceled"]""", seen.GetProperty("cancelled").GetRawText());
        Assert.Equal("""{"same":true,"status":"filled","price":"100","at":"2025-11-03T15:31:00.000Z"}""", seen.GetProperty("filled").GetRawText());
        Assert.Equal("""["replaced","canceled","filled"]""", seen.GetProperty("listed").GetRawText());
        Assert.Equal("""{"symbol":"SPY","qty":"5","available":"0"}""", seen.GetProperty("position").GetRawText());
        Assert.Equal("\"ACTIVE\"", seen.GetProperty("account").GetRawText());
        Assert.Equal("403", seen.GetProperty("refused").GetProperty("status").GetRawText());
    }

    private static async Task InstallOrSkipAsync()
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in (string[])["sdk.mjs", "package.json"]) File.Copy(Path.Combine(Source, file), Path.Combine(Folder, file), overwrite: true);
        var done = Path.Combine(Folder, "installed");
        if (File.Exists(done)) return;
        try
        {
            var (exit, _, errors) = await RunAsync("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
            Assert.SkipUnless(exit == 0, $"npm cannot install Alpaca's SDK: {errors.Split('\n')[0]}");
        }
        catch (Win32Exception missing)
        {
            Assert.Skip($"Alpaca's SDK needs node and npm: {missing.Message}");
        }
        await File.WriteAllTextAsync(done, "", TestContext.Current.CancellationToken);
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"{program} did not end within {Patience.TotalMinutes} minutes.");
        }
    }
}

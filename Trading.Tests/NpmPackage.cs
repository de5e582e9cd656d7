using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Trading.Tests;

/// <summary>
/// What a <c>package-lock.json</c> beside the tests locks, installed once from npm into a folder for temporary files that belongs
/// to that very file. It is installed aside and renamed, so that a run that was cut off, or one beside this, leaves nothing half.
/// </summary>
/// <param name="source">Folder of the sources, relative to the test assembly's.</param>
/// <param name="script">The script beside <c>package.json</c> that is run there.</param>
internal sealed partial class NpmPackage(string source, string script)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly string source = Path.Combine(AppContext.BaseDirectory, source);

    /// <summary>Where it is installed.</summary>
    public string Folder =>
        Path.Combine(
        Path.GetTempPath(), $"trading-npm-{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(LockFile)))[..12]}");

    private string Manifest => Path.Combine(source, "package.json");

    private string LockFile => Path.Combine(source, "package-lock.json");

    /// <summary>Installs it where it is missing; gives the reason when that is not possible, and null when all is well.</summary>
    public async Task<string?> InstallAsync(CancellationToken cancel)
    {
        var aside = $"{Folder}-{Guid.NewGuid():N}";
        try
        {
            if (!Directory.Exists(Folder))
            {
                Directory.CreateDirectory(aside);
                foreach (var file in (string[])[Manifest, LockFile]) File.Copy(file, Path.Combine(aside, Path.GetFileName(file)));
                var (exit, _, errors) = await RunAsync(
                    "npm", aside, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], cancel);
                if (exit != 0) return $"npm cannot install {Manifest}: {NpmWarning().Replace(errors, "").Trim().Split('\n')[0]}";
                if (!Directory.Exists(Folder)) Directory.Move(aside, Folder);
            }
            var (from, to) = (await File.ReadAllTextAsync(Path.Combine(source, script), cancel), Path.Combine(Folder, script));
            if (!File.Exists(to) || await File.ReadAllTextAsync(to, cancel) != from) await File.WriteAllTextAsync(
                to, from, cancel);
            return null;
        }
        catch (Win32Exception missing)
        {
            return $"{Manifest} needs Node.js with npm: {missing.Message}";
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            // Another run has just put it there.
            return null;
        }
        finally
        {
            if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        }
    }

    /// <summary>Runs a program in the package's folder to its end.</summary>
    public Task<(int Exit, string Output, string Errors)> RunAsync(
        string program, string[] arguments, CancellationToken cancel) =>
        RunAsync(program, Folder, arguments, cancel);

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(
        string program, string folder, string[] arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var (output, errors) = (
                process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"{program} did not end within {Patience.TotalMinutes} minutes.");
        }
    }

    [GeneratedRegex("^npm warn .*\n?", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NpmWarning();
}

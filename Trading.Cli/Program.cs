using System.Collections;
using System.Runtime.InteropServices;
using Trading.Cli;
using Trading.Cli.Input;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
try
{
    UserSecrets.AddTo(environment);
}
catch (Exception e) when (e is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
{
    // The message may quote the wrong line, and that line may contain a key.
    await Console.Error.WriteLineAsync(
        "The user secrets of this program cannot be read; see 'dotnet user-secrets list --project Trading.Cli'.");
    return ExitCode.WrongUsage;
}
return await CliApp.RunAsync(args, Console.Out, Console.Error, environment, cancel: stop.Token);

// The first signal asks the command to stop where that is safe; a second one ends the process, as signals do.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Cli.Output;

/// <summary>Turns what a command threw into one sentence.</summary>
internal static class FailureSentence
{
    /// <summary>The sentence, and what the program ends with.</summary>
    public static (string Sentence, int ExitCode) Of(Exception exception, bool cancelled) => exception switch
    {
        OperationCanceledException when cancelled => ("Cancelled; what was not finished was not kept.", ExitCode.Failed),
        RefusedException refused => (refused.Message, refused.ExitCode),
        StorageException or MarketDataException or BrokerUnavailableException => (exception.Message, ExitCode.Failed),
        ArgumentException argument => (WithoutParameter(argument), ExitCode.Failed),
        IOException or UnauthorizedAccessException => (exception.Message, ExitCode.Failed),
        _ => ($"This is a fault of the program itself; please report it: {exception.GetType().Name}: {exception.Message}",
            ExitCode.Failed),
    };

    /// <summary>The message without the "(Parameter 'x')" that .NET adds, which means nothing at the command line.</summary>
    public static string WithoutParameter(ArgumentException exception)
    {
        var at = exception.Message.LastIndexOf($" (Parameter '{exception.ParamName}')", StringComparison.Ordinal);
        return at < 0 ? exception.Message : exception.Message[..at];
    }
}

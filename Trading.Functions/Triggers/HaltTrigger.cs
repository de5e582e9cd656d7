using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;
using Trading.Adapters.Hosting;
using Trading.Core.Storage;

namespace Trading.Functions.Triggers;

/// <summary>Stops entries until <see cref="ResumeTrigger"/>.</summary>
public sealed class HaltTrigger(HaltSwitch trading)
{
    private const string Unclear = "Nothing is halted: flatten is true or false, as in halt?flatten=true, or is left out.";

    /// <summary>
    /// Halts; <c>?flatten=true</c> also sells everything with the next scan, <c>&amp;reason=...</c> is shown with the halt. A
    /// value of <c>flatten</c> that is neither true nor false answers 400 and halts nothing: the person who sends it expects a
    /// sale.
    /// </summary>
    [Function("Halt")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "halt")] HttpRequest request, CancellationToken cancel) =>
        FlattenOf(request.Query["flatten"]) is not { } flatten ? HaltAnswer.Refused(request, Unclear)
            : HaltReason.ErrorOf($"{request.Query["reason"]}") is { } error
                ? HaltAnswer.Refused(request, $"Nothing is halted. {error}")
            : HaltAnswer.Of(request, await trading.HaltAsync(flatten, $"{request.Query["reason"]}", cancel));

    // An absent value is none at all; a bare 'flatten' is an empty one.
    private static bool? FlattenOf(StringValues values) =>
        values.Count == 0 ? false : values.Count == 1 && bool.TryParse(values[0], out var flatten) ? flatten : null;
}

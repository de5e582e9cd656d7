using System.Text.Json;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats;

/// <summary>A job's result as the JSON object of counts that a journal keeps in one column.</summary>
internal static class JobCounts
{
    /// <summary>The column's text; null when there is no result.</summary>
    public static string? Write(JobResult? result) => result is null ? null : JsonSerializer.Serialize(result);

    /// <summary>The result in a column's text; null for null. A count that is absent is 0, and one of another version is
    /// skipped.</summary>
    /// <param name="job">The job whose result it is.</param>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">The text is not an object of counts.</exception>
    public static JobResult? Read(JobKind job, string? json)
    {
        if (json is null) return null;
        var counts = Parse(json);
        var refused = Of(nameof(ReasonCode.RefusedByBroker));
        return job switch
        {
            JobKind.Rebalance => new RebalanceResult(Of("positions"), Of("closing"), refused),
            JobKind.EndOfDayClose => new CloseResult(Of("closing"), Of("cancelledEntries"), refused),
            JobKind.NightlyRetrain => new RetrainResult(
                Of("sessionsFetched"), Of("predictionsResolved"), Of("trades"), Of("trained"), Of("promoted"), Of("retired")),
            _ => new ScanResult(
                Of("rows"), Of("predictions"), Of("entries"),
                counts.TryGetValue("positions", out var held) ? held : null, Refusals(counts))
            {
                DoubtOdds = counts.TryGetValue(ScanResult.DoubtOddsName, out var odds) ? odds : null,
                IsDailyLossReached = Of(ScanResult.DailyLossName) > 0,
                DrawdownHaltEquity = counts.TryGetValue(ScanResult.DrawdownHaltName, out var equity) ? equity : null,
            },
        };

        int Of(string name) => counts.GetValueOrDefault(name);
    }

    private static Dictionary<ReasonCode, int> Refusals(Dictionary<string, int> counts)
    {
        var refusals = new Dictionary<ReasonCode, int>();
        foreach (var (name, count) in counts)
        {
            if (Enum.TryParse<ReasonCode>(name, out var reason) && Enum.GetName(reason) == name) refusals[reason] = count;
        }
        return refusals;
    }

    private static Dictionary<string, int> Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int>>(json) ?? throw new JsonException("It says null.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"'{json}' is not a JSON object of counts: {e.Message}", e);
        }
    }
}

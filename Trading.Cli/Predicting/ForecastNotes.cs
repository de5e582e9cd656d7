using Trading.Reporting;

namespace Trading.Cli.Predicting;

/// <summary>What a reader of an explanation should know of the model that was asked.</summary>
internal static class ForecastNotes
{
    /// <summary>The sentences; none when there is nothing to know.</summary>
    public static IEnumerable<string> Of(ExplainedForecast found)
    {
        if (found.OtherModelBecause is { } because)
        {
            yield return $"The prediction of that minute was made by model {found.Recorded!.ModelId}, which cannot be asked any "
                + $"more ({because.TrimEnd('.')}); the model in use explains instead.";
        }
        else if (found.Recorded is { } recorded && recorded.Probability != (float)found.Explanation.Probability)
        {
            yield return $"The journal remembers {FigureText.Number(recorded.Probability, 4)} for that minute, by the same "
                + "model: bars or settings have changed since.";
        }
        if (found.IsOfLearnedSession)
        {
            yield return "The model learned from this session, so this is not what it would have said on the day, and no sign of "
                + "how good it is.";
        }
    }
}

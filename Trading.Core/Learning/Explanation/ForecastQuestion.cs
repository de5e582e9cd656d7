namespace Trading.Core.Learning.Explanation;

/// <summary>What a model is asked.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Minute">The moment of the decision, UTC; no bar used ends later.</param>
/// <param name="Features">The feature row.</param>
/// <param name="MinutesToExit">Whole minutes from the decision to the plan's exit.</param>
public sealed record ForecastQuestion(string Symbol, Instant Minute, IReadOnlyList<float> Features, int MinutesToExit);

using System.Runtime.InteropServices;
using Trading.Core.Risk;

namespace Trading.Simulation.Auditing;

/// <summary>Which row is compared with the one that it must equal.</summary>
public enum ComparedRow
{
    /// <summary>The row that trading makes when the rest of the session and later ones exist.</summary>
    Live,

    /// <summary>The row that a model learns from.</summary>
    Training,
}

/// <summary>Something that depends on bars that it must not depend on.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Minute">The minute of the decision.</param>
public abstract record AuditDifference(string Symbol, Instant Minute);

/// <summary>A feature differs in at least one bit.</summary>
/// <param name="Row">Which row.</param>
/// <param name="Feature">The feature's name.</param>
/// <param name="Expected">Its value on the bars that it may depend on alone.</param>
/// <param name="Actual">Its value when there are other bars, too.</param>
public sealed record FeatureDifference(
    string Symbol, Instant Minute, ComparedRow Row, string Feature, float Expected, float Actual)
    : AuditDifference(Symbol, Minute);

/// <summary>There is a row with the one set of bars and none with the other.</summary>
/// <param name="Row">Which row.</param>
/// <param name="IsExpected">Whether there is one on the bars that it may depend on alone.</param>
public sealed record RowDifference(string Symbol, Instant Minute, ComparedRow Row, bool IsExpected)
    : AuditDifference(Symbol, Minute);

/// <summary>The model's answer or the entry decision differs.</summary>
/// <param name="Expected">The answer on bars that end at the minute.</param>
/// <param name="Actual">The answer when later bars exist.</param>
public sealed record AnswerDifference(string Symbol, Instant Minute, ModelAnswer Expected, ModelAnswer Actual)
    : AuditDifference(Symbol, Minute);

/// <summary>What a model says of a row, and what the entry rules make of it.</summary>
/// <param name="Probability">Calibrated probability of profit.</param>
/// <param name="Decision">What the entry rules say, as far as they do not need an account.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ModelAnswer(double Probability, ReasonCode Decision);

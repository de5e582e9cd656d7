namespace Trading.Core.Learning;

/// <summary>Which trainer builds the model.</summary>
public enum ModelType
{
    /// <summary>ML.NET FastForest: bagged trees.</summary>
    RandomForest,

    /// <summary>ML.NET FastTree: boosted trees (MART).</summary>
    GradientBoosting,

    /// <summary>LightGBM: boosted trees grown leaf by leaf.</summary>
    LightGbm,
}

/// <summary>When a trained model may trade.</summary>
public enum Promotion
{
    /// <summary>Only after it beat the base rate and the champion, by more than chance, on data it never saw.</summary>
    Proven,

    /// <summary>The newest model always; every output calls it unproven. Paper only.</summary>
    Always,
}

/// <summary>How models are trained and judged.</summary>
public sealed record LearningSettings
{
    /// <summary>The trainer.</summary>
    public ModelType ModelType { get; init; } = ModelType.RandomForest;

    /// <summary>Calendar days of bars that a model learns from, counted back from the day it is trained.</summary>
    public int TrainingDays { get; init; } = 30;

    /// <summary>When a model may trade.</summary>
    public Promotion Promotion { get; init; } = Promotion.Proven;

    /// <summary>Cost of a trade in basis points of price a side, in labels and in simulated fills.</summary>
    public decimal CostBps { get; init; } = 2m;

    /// <summary>Seed of everything random in training.</summary>
    public int Seed { get; init; } = 1;
}

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
    /// <summary>Only when its recipe is proven on sessions that its models never saw.</summary>
    Proven,

    /// <summary>An unproven model trades one share a signal, so that a paper account collects true fills. Paper only.</summary>
    Probation,

    /// <summary>The newest model trades full positions; every output calls it unproven. Paper only.</summary>
    Always,
}

/// <summary>How models are trained and judged.</summary>
public sealed record LearningSettings
{
    private readonly TrainerParameters parameters = new();

    /// <summary>The trainer.</summary>
    public ModelType ModelType { get; init; } = ModelType.RandomForest;

    /// <summary>Calendar days of bars that a model learns from, counted back from the day it is trained.</summary>
    public int TrainingDays { get; init; } = 30;

    /// <summary>When a model may trade.</summary>
    public Promotion Promotion { get; init; } = Promotion.Probation;

    /// <summary>Trees of a model; null for the trainer's own number (<see cref="TrainerParameters.Of"/>).</summary>
    public int? Trees { get; init; }

    /// <summary>Most leaves of a tree; null for the trainer's own number (<see cref="TrainerParameters.Of"/>).</summary>
    public int? Leaves { get; init; }

    /// <summary>
    /// The trainer's parameters, with its own number of trees and leaves where none is given. Setting it gives both.
    /// </summary>
    public TrainerParameters Parameters
    {
        get => parameters with
        {
            Trees = Trees ?? TrainerParameters.Of(ModelType).Trees,
            Leaves = Leaves ?? TrainerParameters.Of(ModelType).Leaves,
        };
        init => (parameters, Trees, Leaves) = (value, value.Trees, value.Leaves);
    }

    /// <summary>The kinds of features that the trainer may look at.</summary>
    public FeatureGroup FeatureGroups { get; init; } = FeatureGroup.All;

    /// <summary>Calendar days that the out-of-sample record reaches back when it is begun; after that it grows.</summary>
    public int EvidenceDays { get; init; } = 180;

    /// <summary>Calendar days after which a model that is no longer needed is deleted.</summary>
    public int KeepModelsDays { get; init; } = 90;

    /// <summary>Cost of a trade in basis points of price a side, in labels and in simulated fills.</summary>
    public decimal CostBps { get; init; } = 2m;

    /// <summary>Seed of everything random in training.</summary>
    public int Seed { get; init; } = 1;
}

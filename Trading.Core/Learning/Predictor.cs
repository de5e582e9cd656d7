using System.Runtime.InteropServices;
using Trading.Core.Features;
using Trading.Core.Learning.Calibration;

namespace Trading.Core.Learning;

/// <summary>What a model says of a trade.</summary>
/// <param name="Probability">Calibrated probability that a share bought now ends in profit.</param>
/// <param name="BaseProbability">What is said without looking at the chart's direction.</param>
/// <param name="Score">The trees' score, natural log-odds before calibration.</param>
/// <param name="ExpectedMove">Standard deviation of the log return that is left until the exit, as the base forecast expects
/// it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Forecast(
    double Probability, double BaseProbability, double Score, double ExpectedMove = double.NaN);

/// <summary>A model with its calibration: a feature row in, a forecast out. Safe for concurrent use.</summary>
/// <param name="model">What was learned.</param>
/// <param name="calibration">How far it is believed.</param>
public sealed class Predictor(LearnedModel model, CalibrationPoint calibration)
{
    private const int BlockSize = 64;

    /// <summary>What was learned.</summary>
    public LearnedModel Model => model;

    /// <summary>How far it is believed.</summary>
    public CalibrationPoint Calibration => calibration;

    /// <summary>Loads a stored model.</summary>
    /// <exception cref="InvalidOperationException">It is of an older program, or its feature schema is not this program's; the
    /// message says which.</exception>
    /// <exception cref="FormatException">The bytes are not a model.</exception>
    public static Predictor Load(ModelArtifact artifact)
    {
        if (ModelFormat.ErrorOf(artifact.Card) is { } error)
            throw new InvalidOperationException($"Model {artifact.Id} {error} Train a new one.");
        try
        {
            return new Predictor(
                LearnedModel.FromBytes(artifact.Model, artifact.Card.Label), artifact.Card.Calibration);
        }
        catch (FormatException e)
        {
            throw new FormatException($"Model {artifact.Id} cannot be loaded; its file is damaged.", e);
        }
    }

    /// <summary>The forecast of a trade.</summary>
    /// <param name="features">A row of length <see cref="FeatureSchema.Count"/>.</param>
    /// <param name="minutesToExit">Whole minutes from the decision to the plan's exit.</param>
    public Forecast Predict(ReadOnlySpan<float> features, int minutesToExit) =>
        ForecastOf(model.Trees.Score(features), features, minutesToExit);

    /// <summary>The forecasts of many trades that end at the same time, each to the bit what <see cref="Predict"/>
    /// says.</summary>
    /// <param name="rows">Rows of length <see cref="FeatureSchema.Count"/>.</param>
    /// <param name="minutesToExit">Whole minutes from the decision to the plan's exit.</param>
    public Forecast[] PredictAll(IReadOnlyList<float[]> rows, int minutesToExit)
    {
        var forecasts = new Forecast[rows.Count];
        // Blocks of the size that the trees take at once; a few rows are scored sooner than another thread wakes up.
        var blocks = (rows.Count + BlockSize - 1) / BlockSize;
        if (blocks > 1) Parallel.For(0, blocks, block => PredictBlock(rows, block * BlockSize, minutesToExit, forecasts));
        else PredictBlock(rows, 0, minutesToExit, forecasts);
        return forecasts;
    }

    private void PredictBlock(IReadOnlyList<float[]> rows, int first, int minutesToExit, Forecast[] forecasts)
    {
        var columns = model.Trees.Columns;
        var count = Math.Min(BlockSize, rows.Count - first);
        var features = new float[count * columns];
        for (var i = 0; i < count; i++) rows[first + i].CopyTo(features, i * columns);
        var scores = new double[count];
        model.Trees.ScoreAll(features, scores);
        for (var i = 0; i < count; i++) forecasts[first + i] = ForecastOf(scores[i], rows[first + i], minutesToExit);
    }

    private Forecast ForecastOf(double treesScore, ReadOnlySpan<float> features, int minutesToExit)
    {
        // As the record stores them, so that live and record agree to the bit.
        var score = (float)treesScore;
        var steps = model.Base.Explain(features, minutesToExit);
        var walk = (float)steps.LogOdds;
        return new Forecast(
            LogOdds.ToProbability(calibration.ProbabilityOf(score, walk)), LogOdds.ToProbability(calibration.BaseOf(walk)), score,
            steps.Deviation);
    }
}

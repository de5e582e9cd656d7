using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Trading.Core.Features;

namespace Trading.Tests.Core.Learning.OldGate;

/// <summary>Learns from a training and a calibration block, and gives a forecast of a row's profit.</summary>
internal delegate Func<GateRow, double> OldLearner(IReadOnlyList<GateRow> training, IReadOnlyList<GateRow> calibration);

/// <summary>What the old gate judged, and models that know nothing.</summary>
internal static class OldLearners
{
    private const int Seed = 1;

    /// <summary>Says the calibration block's rate, whatever it sees.</summary>
    public static Func<GateRow, double> CalibrationRate(IReadOnlyList<GateRow> training, IReadOnlyList<GateRow> calibration)
    {
        var rate = calibration.Average(r => r.Profit ? 1.0 : 0.0);
        return _ => rate;
    }

    /// <summary>Says one half, whatever it sees.</summary>
    public static Func<GateRow, double> Coin(IReadOnlyList<GateRow> training, IReadOnlyList<GateRow> calibration) => _ => 0.5;

    /// <summary>Says the rate of all that it may know, whatever it sees.</summary>
    public static Func<GateRow, double> OverallRate(IReadOnlyList<GateRow> training, IReadOnlyList<GateRow> calibration)
    {
        var rate = training.Concat(calibration).Average(r => r.Profit ? 1.0 : 0.0);
        return _ => rate;
    }

    /// <summary>The random forest with its sigmoid, as it was trained each night.</summary>
    public static Func<GateRow, double> Forest(IReadOnlyList<GateRow> training, IReadOnlyList<GateRow> calibration)
    {
        var ml = new MLContext(Seed);
        var trees = ml.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            NumberOfTrees = 60,
            MaximumBinCountPerFeature = 127,
            NumberOfLeaves = 24,
            MinimumExampleCountPerLeaf = 200,
            FeatureFraction = 0.7,
            Seed = Seed,
            FeatureSelectionSeed = Seed,
        }).Fit(View(ml, training));
        var sigmoid = ml.BinaryClassification.Calibrators.Platt().Fit(trees.Transform(View(ml, calibration)));
        var engine = ml.Model.CreatePredictionEngine<Input, Output>(
            new TransformerChain<ITransformer>(trees, sigmoid), inputSchemaDefinition: Definition());
        return row => engine.Predict(new Input { Features = row.Features }).Probability;
    }

    private static IDataView View(MLContext ml, IReadOnlyList<GateRow> rows) =>
        ml.Data.LoadFromEnumerable(rows.Select(r => new Input { Features = r.Features, Label = r.Profit }), Definition());

    private static SchemaDefinition Definition()
    {
        var definition = SchemaDefinition.Create(typeof(Input));
        definition[nameof(Input.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureSchema.Count);
        return definition;
    }

    private sealed class Input
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Output
    {
        public float Probability { get; set; }
    }
}

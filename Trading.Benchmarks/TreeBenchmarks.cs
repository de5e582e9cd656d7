using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Trading.Core.Features;
using Trading.Core.Learning.Trees;

namespace Trading.Benchmarks;

/// <summary>
/// What a score costs, beside ML.NET's own: a forest of 60 trees with 24 leaves and boosting of 100 with 8, rows of as many
/// features as the schema has, random walks like real ones. All figures are for one row.
/// </summary>
[MemoryDiagnoser]
public class TreeBenchmarks
{
    private const int Rows = 4_000;

    private readonly float[] rows = new float[Rows * FeatureSchema.Count];
    private readonly double[] scores = new double[Rows];
    private readonly Labelled row = new();
    private TreeEnsemble ensemble = null!;
    private PredictionEngine<Labelled, Scored> engine = null!;
    private Scored scored = new();

    [Params("60 x 24", "100 x 8")]
    public string Trees { get; set; } = "";

    [GlobalSetup]
    public void Train()
    {
        var random = new Random(1);
        var walk = new float[FeatureSchema.Count];
        var examples = new List<Labelled>();
        for (var i = 0; i < Rows; i++)
        {
            for (var column = 0; column < walk.Length; column++) walk[column] += (float)(random.NextDouble() - 0.5);
            walk.CopyTo(rows.AsSpan(i * walk.Length));
            examples.Add(new Labelled { Features = [.. walk], Label = random.NextDouble() < 1 / (1 + Math.Exp(-walk[0] / 10)) });
        }
        var definition = SchemaDefinition.Create(typeof(Labelled));
        definition[nameof(Labelled.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, walk.Length);
        var ml = new MLContext(1);
        IEstimator<ITransformer> trainer = Trees == "60 x 24"
            ? ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 60, numberOfLeaves: 24)
            : ml.BinaryClassification.Trainers.FastTree(
                new FastTreeBinaryTrainer.Options { NumberOfTrees = 100, NumberOfLeaves = 8, LearningRate = 0.05 });
        var fitted = trainer.Fit(ml.Data.LoadFromEnumerable(examples, definition));
        ensemble = TreeEnsembleReader.From(fitted, walk.Length, rows);
        row.Features = new float[walk.Length];
        engine = ml.Model.CreatePredictionEngine<Labelled, Scored>(fitted, inputSchemaDefinition: definition);
    }

    [GlobalCleanup]
    public void Release() => engine.Dispose();

    [Benchmark(OperationsPerInvoke = Rows)]
    public void ScoreAll() => ensemble.ScoreAll(rows, scores);

    [Benchmark(OperationsPerInvoke = Rows)]
    public double Score()
    {
        var sum = 0.0;
        for (var i = 0; i < Rows; i++) sum += ensemble.Score(Row(i));
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public double Explain()
    {
        var sum = 0.0;
        for (var i = 0; i < Rows; i++) sum += ensemble.Explain(Row(i)).Expected;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Rows, Baseline = true)]
    public double PredictionEngine()
    {
        var sum = 0.0;
        for (var i = 0; i < Rows; i++)
        {
            Row(i).CopyTo(row.Features);
            engine.Predict(row, ref scored);
            sum += scored.Score;
        }
        return sum;
    }

    private ReadOnlySpan<float> Row(int i) => rows.AsSpan(i * FeatureSchema.Count, FeatureSchema.Count);

    private sealed class Labelled
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}

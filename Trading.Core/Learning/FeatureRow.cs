using Microsoft.ML;
using Microsoft.ML.Data;
using Trading.Core.Features;

namespace Trading.Core.Learning;

/// <summary>A row as ML.NET takes it.</summary>
internal sealed class FeatureRow
{
    /// <summary>The features, in the schema's order.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>The label.</summary>
    public bool Label { get; set; }

    /// <summary>Rows as ML.NET reads them.</summary>
    /// <param name="ml">The context of the training.</param>
    /// <param name="features">The feature rows, one after the other.</param>
    /// <param name="labels">Their labels.</param>
    public static IDataView View(MLContext ml, float[] features, bool[] labels)
    {
        // ML.NET needs the vector's length, which is known only at run time.
        var definition = SchemaDefinition.Create(typeof(FeatureRow));
        definition[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureSchema.Count);
        return ml.Data.LoadFromEnumerable(Rows(features, labels), definition);
    }

    // ML.NET copies what a row holds before it asks for the next, so that a reading needs one row.
    private static IEnumerable<FeatureRow> Rows(float[] features, bool[] labels)
    {
        var row = new FeatureRow { Features = new float[FeatureSchema.Count] };
        for (var i = 0; i < labels.Length; i++)
        {
            features.AsSpan(i * FeatureSchema.Count, FeatureSchema.Count).CopyTo(row.Features);
            row.Label = labels[i];
            yield return row;
        }
    }
}

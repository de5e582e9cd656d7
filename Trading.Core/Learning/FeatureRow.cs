using Microsoft.ML.Data;
using Trading.Core.Features;

namespace Trading.Core.Learning;

/// <summary>A row as ML.NET takes it.</summary>
internal sealed class FeatureRow
{
    /// <summary>The features, in the schema's order.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>The label; not read when predicting.</summary>
    public bool Label { get; set; }

    /// <summary>The schema ML.NET needs: the vector's length is known only at run time.</summary>
    public static SchemaDefinition Definition()
    {
        var definition = SchemaDefinition.Create(typeof(FeatureRow));
        definition[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureSchema.Count);
        return definition;
    }
}

/// <summary>What ML.NET answers.</summary>
internal sealed class CalibratedScore
{
    /// <summary>Probability after the sigmoid.</summary>
    public float Probability { get; set; }
}

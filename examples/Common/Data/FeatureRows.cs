using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>Hands rows in memory to ML.NET.</summary>
public static class FeatureRows
{
    /// <summary>Rows as ML.NET's data, with a feature column of known size.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="mlContext">ML.NET.</param>
    /// <param name="names">Names of the features, [features]; null for none.</param>
    public static IDataView ToDataView(this IReadOnlyCollection<FeatureRow> rows, MLContext mlContext, IReadOnlyList<string>? names = null)
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        var features = schema["Features"];
        features.ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.First().Features.Length);
        if (names is not null)
        {
            ReadOnlyMemory<char>[] slots = [.. names.Select(name => name.AsMemory())];
            features.AddAnnotation(
                "SlotNames", new VBuffer<ReadOnlyMemory<char>>(slots.Length, slots), new VectorDataViewType(TextDataViewType.Instance, slots.Length));
        }

        return mlContext.Data.LoadFromEnumerable(rows, schema);
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>Hands rows in memory to ML.NET.</summary>
public static class FeatureRows
{
    /// <summary>Rows as ML.NET's data, with a feature column of known size.</summary>
    public static IDataView ToDataView(this IReadOnlyCollection<FeatureRow> rows, MLContext mlContext)
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.First().Features.Length);
        return mlContext.Data.LoadFromEnumerable(rows, schema);
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>Hands rows in memory to ML.NET.</summary>
public static class FeatureRows
{
    /// <summary>Rows as ML.NET's data, with a feature column of known size.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="mlContext">ML.NET.</param>
    /// <param name="slots">Names of the features, and which are a category's; null for features without names.</param>
    public static IDataView ToDataView(this IReadOnlyCollection<FeatureRow> rows, MLContext mlContext, FeatureSlots? slots = null)
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        var features = schema["Features"];
        features.ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.First().Features.Length);
        if (slots is not null)
        {
            // As ML.NET's own transforms write them: Concatenate names slots, OneHotEncoding says from which to which a category goes.
            Annotate<ReadOnlyMemory<char>>(features, "SlotNames", TextDataViewType.Instance, [.. slots.Names.Select(name => name.AsMemory())]);
            int[] ends = [.. slots.Categories.SelectMany(category => new[] { category.Start.Value, category.End.Value - 1 })];
            if (ends.Length > 0)
                Annotate(features, "CategoricalSlotRanges", NumberDataViewType.Int32, ends);
        }

        return mlContext.Data.LoadFromEnumerable(rows, schema);
    }

    private static void Annotate<T>(SchemaDefinition.Column column, string kind, PrimitiveDataViewType type, T[] values) =>
        column.AddAnnotation(kind, new VBuffer<T>(values.Length, values), new VectorDataViewType(type, values.Length));
}

using Microsoft.ML;
using MLNet.Vae.MlNet;

namespace MLNet.Vae.Tests.Support;

/// <summary>Schema shapes as ML.NET makes them of schemas, and in a form that can be compared.</summary>
internal static class Shapes
{
    /// <summary>The shape that ML.NET's chains hand to an estimator for data of this schema.</summary>
    public static SchemaShape Of(DataViewSchema schema)
    {
        var visible = schema.Where(column => !column.IsHidden);
        return SchemaShapes.Append(new SchemaShape([]), visible.Select(column => new DataViewSchema.DetachedColumn(column)));
    }

    /// <summary>A line for each column and each annotation, sorted.</summary>
    public static string[] Describe(SchemaShape shape) => [.. shape.SelectMany(Lines).Order()];

    private static IEnumerable<string> Lines(SchemaShape.Column column) =>
        column.Annotations.Select(annotation => $"{column.Name}.{Describe(annotation)}").Prepend(Describe(column));

    private static string Describe(SchemaShape.Column column) => $"{column.Name}: {column.Kind} {column.ItemType} key={column.IsKey}";
}

using Microsoft.ML;

namespace MLNet.Vae.MlNet;

/// <summary>Makes the schema shapes that an estimator promises.</summary>
internal static class SchemaShapes
{
    /// <summary>
    /// A shape with columns added to it; one that is there already is replaced. A shape has no sizes: those of the columns do not matter.
    /// </summary>
    public static SchemaShape Append(SchemaShape shape, IEnumerable<DataViewSchema.DetachedColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns);
        var added = MlNetInternals.Use("to promise columns", () => SchemaShape.Create(builder.ToSchema()));
        return new SchemaShape(shape.ExceptBy(added.Select(column => column.Name), column => column.Name).Concat(added));
    }
}

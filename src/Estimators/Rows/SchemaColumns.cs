using Microsoft.ML;

namespace MLNet.Vae.Rows;

/// <summary>Holds a column that is asked for to the schema of the data that it is asked of.</summary>
internal static class SchemaColumns
{
    /// <param name="schema">The schema.</param>
    /// <param name="column">The column.</param>
    /// <param name="parameter">The caller's parameter that the column came with.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is of another schema.</exception>
    public static void RequirePart(DataViewSchema schema, DataViewSchema.Column column, string parameter)
    {
        if (column.Index >= schema.Count || schema[column.Index].Name != column.Name)
        {
            throw new ArgumentOutOfRangeException(
                parameter, $"Column '{column.Name}' is not part of the schema. Take the column from the Schema of this data.");
        }
    }
}

using Microsoft.ML;

namespace MLNet.Vae.Rows;

/// <summary>The columns of a row or cursor: those of its input, passed through, and the added ones behind them.</summary>
/// <param name="input">The row or cursor beneath.</param>
/// <param name="schema">The schema of them all.</param>
/// <param name="active">Which are active, [columns].</param>
/// <param name="added">The added columns.</param>
/// <param name="row">Computes them; null where none is active.</param>
internal sealed class MappedColumns(
    DataViewRow input, DataViewSchema schema, bool[] active, IReadOnlyList<AddedColumn> added, ModelRow? row)
{
    public DataViewSchema Schema => schema;

    /// <exception cref="ArgumentOutOfRangeException">The column is of another schema.</exception>
    public bool IsActive(DataViewSchema.Column column)
    {
        SchemaColumns.RequirePart(schema, column, nameof(column));
        return active[column.Index];
    }

    /// <exception cref="ArgumentOutOfRangeException">The column is of another schema.</exception>
    /// <exception cref="InvalidOperationException">The column is not active or not of this type.</exception>
    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsActive(column))
            throw new InvalidOperationException($"Column '{column.Name}' is not active. Ask for it when the cursor is made.");
        if (column.Index < input.Schema.Count)
            return input.GetGetter<TValue>(input.Schema[column.Index]);
        return added[column.Index - input.Schema.Count].CreateGetter(row!) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, which has no getter for {typeof(TValue)}.");
    }
}

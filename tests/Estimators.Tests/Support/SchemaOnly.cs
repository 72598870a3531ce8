using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Tests.Support;

/// <summary>Data of which nothing may be read but the schema.</summary>
internal sealed class SchemaOnly(DataViewSchema schema) : IDataView
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => false;

    public static SchemaOnly Of(params (string Name, DataViewType Type)[] columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var (name, type) in columns)
            builder.AddColumn(name, type);
        return new SchemaOnly(builder.ToSchema());
    }

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, System.Random? rand = null) =>
        throw new InvalidOperationException("The rows were read.");

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, System.Random? rand = null) =>
        throw new InvalidOperationException("The rows were read.");
}

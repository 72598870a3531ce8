using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Tests.Support;

/// <summary>A row whose contents change while its position stays -1, as a caller's own row may.</summary>
internal sealed class UnplacedRow(DataViewSchema schema, string vectorColumn) : DataViewRow
{
    public float[] Vector { get; set; } = [];

    public override DataViewSchema Schema => schema;

    public override long Position => -1;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Name == vectorColumn;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = default;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        (ValueGetter<TValue>)(Delegate)(ValueGetter<VBuffer<float>>)GetVector;

    private void GetVector(ref VBuffer<float> vector) => Vectors.Write(Vector, sparse: false, ref vector);
}

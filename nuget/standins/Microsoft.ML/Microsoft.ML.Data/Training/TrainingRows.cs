namespace Microsoft.ML.Trainers;

/// <summary>Features and weights in memory. Rows with a feature that is not finite are left out, and counted.</summary>
internal sealed class TrainingRows
{
    public readonly List<float[]> Features = [];
    public readonly List<float> Weights = [];
    public readonly int Dimension;
    public readonly int LeftOut;

    public TrainingRows(IDataView data, string feature, string weight)
    {
        var columns = new List<DataViewSchema.Column> { data.Schema[feature] };
        if (weight != null)
            columns.Add(data.Schema[weight]);
        Dimension = ((VectorDataViewType)columns[0].Type).Size;
        using var cursor = data.GetRowCursor(columns);
        var features = cursor.GetGetter<VBuffer<float>>(columns[0]);
        var weights = weight == null ? null : cursor.GetGetter<float>(columns[1]);
        VBuffer<float> buffer = default;
        float one = 1;
        while (cursor.MoveNext())
        {
            features(ref buffer);
            weights?.Invoke(ref one);
            float[] row = buffer.DenseValues().ToArray();
            if (row.All(float.IsFinite))
            {
                Features.Add(row);
                Weights.Add(one);
            }
            else
            {
                LeftOut++;
            }
        }
    }
}

namespace Microsoft.ML.Data;

/// <summary>The distances to all clusters, and the nearest one.</summary>
internal sealed class ClusteringMapper : RowMapper
{
    private readonly ModelParametersBase<VBuffer<float>> _model;
    private readonly int _feature;

    public ClusteringMapper(ModelParametersBase<VBuffer<float>> model, DataViewSchema schema, DataViewSchema.Column feature)
    {
        _model = model;
        _feature = feature.Index;
        uint set = NextSet(schema);
        Columns =
        [
            new("PredictedLabel", new KeyDataViewType(typeof(uint), model.OutputSize), Annotations("PredictedLabel", set)),
            new("Score", new VectorDataViewType(NumberDataViewType.Single, model.OutputSize), Annotations("Score", set)),
        ];
    }

    public override DataViewSchema.DetachedColumn[] Columns { get; }
    public override IEnumerable<int> InputsOf(int added) => [_feature];

    protected override Delegate MakeGetter(DataViewRow input, int added)
    {
        var features = input.GetGetter<VBuffer<float>>(input.Schema[_feature]);
        VBuffer<float> row = default, own = default;
        ValueGetter<VBuffer<float>> distances = (ref VBuffer<float> dst) =>
        {
            features(ref row);
            _model.Map(row, ref dst);
        };
        if (added == 1)
            return distances;
        return (ValueGetter<uint>)((ref uint dst) =>
        {
            distances(ref own);
            dst = Nearest(own.GetValues());
        });
    }

    /// <summary>From 1; 0 when no distance is a number.</summary>
    private static uint Nearest(ReadOnlySpan<float> distances)
    {
        int nearest = -1;
        for (int i = 0; i < distances.Length; i++)
            if (!float.IsNaN(distances[i]) && (nearest < 0 || distances[i] < distances[nearest]))
                nearest = i;
        return (uint)(nearest + 1);
    }

    private static DataViewSchema.Annotations Annotations(string valueKind, uint set)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, "Clustering".AsMemory());
        builder.AddPrimitiveValue(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
        builder.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), set);
        return builder.ToAnnotations();
    }

    /// <summary>The columns of one scorer share a number.</summary>
    private static uint NextSet(DataViewSchema input)
    {
        uint last = 0, set = 0;
        foreach (var annotations in input.Select(c => c.Annotations))
        {
            if (annotations.Schema.GetColumnOrNull(AnnotationKinds.ScoreColumnSetId)?.Type is KeyDataViewType)
                annotations.GetValue(AnnotationKinds.ScoreColumnSetId, ref set);
            last = Math.Max(last, set);
        }
        return last + 1;
    }
}

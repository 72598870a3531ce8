[assembly: LoadableClass(typeof(ClusteringPredictionTransformer<IClusteringModel>), typeof(ClusteringPredictionTransformer), null,
    typeof(SignatureLoadModel), nameof(ClusteringPredictionTransformer))]

namespace Microsoft.ML.Data;

internal interface IClusteringModel : ICanSaveModel
{
    int ClusterCount { get; }
    float[] Distances(float[] features);
}

/// <summary>The distances to all clusters, and the nearest one.</summary>
public sealed class ClusteringPredictionTransformer<TModel> : ITransformer where TModel : class
{
    private readonly IClusteringModel _model;
    private readonly string _feature;
    private readonly DataViewType _featureType;

    internal ClusteringPredictionTransformer(TModel model, string feature, DataViewType featureType)
    {
        _model = (IClusteringModel)model;
        _feature = feature;
        _featureType = featureType;
    }

    bool ITransformer.IsRowToRowMapper => true;
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;
    public IDataView Transform(IDataView input) => new MappedView(input, Bind(input.Schema));
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    private ColumnMapper Bind(DataViewSchema inputSchema)
    {
        var feature = Columns.Find(inputSchema, _feature, "feature");
        if (!feature.Type.Equals(_featureType))
            throw SchemaErrors.WrongType("feature", _feature, _featureType.ToString(), feature.Type.ToString());
        var label = new DataViewSchema.DetachedColumn("PredictedLabel", new KeyDataViewType(typeof(uint), _model.ClusterCount));
        var score = new DataViewSchema.DetachedColumn("Score", new VectorDataViewType(NumberDataViewType.Single, _model.ClusterCount));
        return ColumnMapper.Adding(
            inputSchema,
            new(label, [feature], row => NearestGetter(row, feature)),
            new(score, [feature], row => DistancesGetter(row, feature)));
    }

    private ValueGetter<VBuffer<float>> DistancesGetter(DataViewRow row, DataViewSchema.Column feature)
    {
        var read = ColumnValues.Reader<float[]>(row, feature);
        return (ref VBuffer<float> dst) => VBufferEditor.Fill<float>(ref dst, _model.Distances(read()));
    }

    /// <summary>From 1; 0 when no distance is a number.</summary>
    private ValueGetter<uint> NearestGetter(DataViewRow row, DataViewSchema.Column feature)
    {
        var read = ColumnValues.Reader<float[]>(row, feature);
        return (ref uint dst) =>
        {
            float[] distances = _model.Distances(read());
            float least = distances.Where(d => !float.IsNaN(d)).DefaultIfEmpty(float.NaN).Min();
            dst = (uint)(Array.FindIndex(distances, d => d == least) + 1);
        };
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(VersionInfo.Of(typeof(ClusteringPredictionTransformer)));
        ctx.SaveModel(_model, "Model");
        ctx.SaveNonEmptyString(_feature);
        TypeCodec.Write(ctx.Writer, _featureType);
    }
}

internal static class ClusteringPredictionTransformer
{
    private static ClusteringPredictionTransformer<IClusteringModel> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(VersionInfo.Of(typeof(ClusteringPredictionTransformer)));
        ctx.LoadModel<IClusteringModel, SignatureLoadModel>(env, out var model, "Model");
        return new ClusteringPredictionTransformer<IClusteringModel>(model, ctx.LoadNonEmptyString(), TypeCodec.Read(ctx.Reader));
    }
}

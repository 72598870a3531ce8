[assembly: LoadableClass(typeof(ClusteringPredictionTransformer<IPredictorProducing<VBuffer<float>>>),
    typeof(ClusteringPredictionTransformer), null, typeof(SignatureLoadModel), "", ClusteringPredictionTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

public sealed class ClusteringPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel> where TModel : class
{
    internal ClusteringPredictionTransformer(IHostEnvironment env, TModel model, DataViewSchema inputSchema, string featureColumn)
        : base(env.Register(nameof(ClusteringPredictionTransformer)), model, inputSchema, featureColumn) { }

    private protected override VersionInfo Version => ClusteringPredictionTransformer.Version;

    private protected override RowMapper MakeMapper(DataViewSchema inputSchema, DataViewSchema.Column feature) =>
        new ClusteringMapper((ModelParametersBase<VBuffer<float>>)(object)Model, inputSchema, feature);

    internal static ClusteringPredictionTransformer<TModel> Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        var (model, schema, feature) = Load(env, ctx, ClusteringPredictionTransformer.Version);
        return new ClusteringPredictionTransformer<TModel>(env, model, schema, feature);
    }
}

internal static class ClusteringPredictionTransformer
{
    public const string LoaderSignature = "ClusteringPredXfer";

    public static VersionInfo Version => Versions.First("CLUSPRED", typeof(ClusteringPredictionTransformer), LoaderSignature);

    private static ClusteringPredictionTransformer<IPredictorProducing<VBuffer<float>>> Create(IHostEnvironment env, ModelLoadContext ctx) =>
        ClusteringPredictionTransformer<IPredictorProducing<VBuffer<float>>>.Load(env, ctx);
}

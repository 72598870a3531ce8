[assembly: LoadableClass(typeof(KMeansModelParameters), null, typeof(SignatureLoadModel), nameof(KMeansModelParameters))]

namespace Microsoft.ML.Trainers;

public sealed class KMeansModelParameters : IClusteringModel
{
    private readonly float[][] _centroids; // [clusters][slots]

    internal KMeansModelParameters(float[][] centroids) => _centroids = centroids;
    int IClusteringModel.ClusterCount => _centroids.Length;

    /// <summary>Squared distances, as the official formula has them: |x|² − 2x·c + |c|², not below 0.</summary>
    float[] IClusteringModel.Distances(float[] features) =>
        _centroids.Select(c => Math.Max(0, Dot(features, features) - 2 * Dot(features, c) + Dot(c, c))).ToArray();

    private static float Dot(float[] x, float[] y)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(VersionInfo.Of(typeof(KMeansModelParameters)));
        ctx.Writer.Write(_centroids.Length);
        foreach (float[] centroid in _centroids)
            TypeCodec.Write(ctx.Writer, centroid);
    }

    private static KMeansModelParameters Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(VersionInfo.Of(typeof(KMeansModelParameters)));
        return new(Enumerable.Range(0, ctx.Reader.ReadInt32()).Select(_ => TypeCodec.ReadSingles(ctx.Reader)).ToArray());
    }
}

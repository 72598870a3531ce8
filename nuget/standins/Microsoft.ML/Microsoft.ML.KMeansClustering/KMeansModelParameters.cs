[assembly: LoadableClass(typeof(KMeansModelParameters), null, typeof(SignatureLoadModel), "", KMeansModelParameters.LoaderSignature)]

namespace Microsoft.ML.Trainers;

public sealed class KMeansModelParameters : ModelParametersBase<VBuffer<float>>
{
    internal const string LoaderSignature = "KMeansPredictor";
    private readonly float[][] _centroids;

    internal KMeansModelParameters(IHostEnvironment env, float[][] centroids) : base(env, LoaderSignature) => _centroids = centroids;
    private static VersionInfo Version => Versions.First("KMEANS  ", typeof(KMeansModelParameters), LoaderSignature);
    internal override int OutputSize => _centroids.Length;

    public void GetClusterCentroids(ref VBuffer<float>[] centroids, out int k)
    {
        k = _centroids.Length;
        if (centroids == null || centroids.Length < k)
            centroids = new VBuffer<float>[k];
        for (int i = 0; i < k; i++)
            Buffers.SetDense<float>(ref centroids[i], _centroids[i]);
    }

    /// <summary>Squared distances, as the official formula has them: |x|² − 2x·c + |c|², not below 0.</summary>
    internal override void Map(in VBuffer<float> features, ref VBuffer<float> output)
    {
        Check.That(features.Length == _centroids[0].Length, $"There are {features.Length} features instead of {_centroids[0].Length}.");
        float norm = 0;
        foreach (float value in features.GetValues())
            norm += value * value;
        var editor = VBufferEditor.Create(ref output, _centroids.Length);
        for (int k = 0; k < _centroids.Length; k++)
        {
            float product = 0, own = 0;
            foreach (var (slot, value) in features.Items())
                product += value * _centroids[k][slot];
            foreach (float value in _centroids[k])
                own += value * value;
            editor.Values[k] = Math.Max(0, -2 * product + own + norm);
        }
        output = editor.Commit();
    }

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(_centroids.Length);
        ctx.Writer.Write(_centroids[0].Length);
        foreach (float value in _centroids.SelectMany(c => c))
            ctx.Writer.Write(value);
    }

    private static KMeansModelParameters Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var centroids = new float[ctx.Reader.ReadInt32()][];
        int dimension = ctx.Reader.ReadInt32();
        for (int k = 0; k < centroids.Length; k++)
            centroids[k] = Enumerable.Range(0, dimension).Select(_ => ctx.Reader.ReadSingle()).ToArray();
        return new KMeansModelParameters(env, centroids);
    }
}

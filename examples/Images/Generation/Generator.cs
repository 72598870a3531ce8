using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.Images.Generation;

/// <summary>A model that has learned images, and what it can draw.</summary>
internal sealed class Generator
{
    private readonly MLContext _mlContext;
    private readonly VaeTransformer _vae;

    private Generator(MLContext mlContext, VaeTransformer vae)
    {
        _mlContext = mlContext;
        _vae = vae;
    }

    public static Generator Train(SquareImages images, IProgress<VaeTrainingProgress> progress)
    {
        var mlContext = new MLContext();
        var options = new VaeEstimator.Options
        {
            Likelihood = VaeLikelihood.Bernoulli, // Gray values are not normally distributed.
            Progress = progress,
            Seed = 1,
        };
        return new Generator(mlContext, mlContext.Transforms.VaeEncode(options).Fit(images.Rows.ToDataView(mlContext)));
    }

    /// <summary>New images, each decoded from a sample of the prior.</summary>
    public IEnumerable<float[]> Sample(int count) => _vae.Generate(count, seed: 1).GetColumn<float[]>("Features");

    /// <summary>Images as the model gives them back.</summary>
    public IEnumerable<float[]> Reconstruct(IReadOnlyCollection<FeatureRow> rows) =>
        _vae.AsReconstructor("Reconstruction").Transform(rows.ToDataView(_mlContext)).GetColumn<float[]>("Reconstruction");

    /// <summary>The images on the straight line between two in latent space.</summary>
    public IEnumerable<float[]> Walk(FeatureRow from, FeatureRow to, int steps)
    {
        float[] path = new float[steps * from.Features.Length]; // [steps, pixels]
        _vae.Model.Interpolate(from.Features, to.Features, path);
        return path.Chunk(from.Features.Length);
    }
}

using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Likelihoods;

/// <summary>What every kind of likelihood has to keep, whatever it is.</summary>
public abstract class LikelihoodContract
{
    // Of float32 terms each off by some 1e-7 of itself; relative to the sum, or to 1 where it is small.
    protected const double Rounding = 5e-6;

    // A central difference of step 1e-5 in double is off by some 1e-9 of the third derivative; the rest is float32.
    protected const double GradientRounding = 2e-5, Step = 1e-5;

    protected const int Rows = 64;

    internal abstract Likelihood Kind { get; }

    private protected static Likelihood Get(VaeLikelihood kind) => MLNet.Vae.Parts.Likelihoods.Likelihoods.Get(kind);

    [Fact]
    public void Letter_LeadsBackToTheKind()
    {
        Assert.Same(Kind, MLNet.Vae.Parts.Likelihoods.Likelihoods.FindByLetter(Kind.Letter));
        Assert.Same(Kind, Get(Kind.Kind));
    }

    /// <summary>Holds the model of a file, and ONNX Runtime, to what a model says of some rows.</summary>
    /// <returns>That of the file.</returns>
    private protected static VaeModel CheckSaved(FittedWeights weights, float[] rows)
    {
        var model = weights.Uncalibrated();
        var loaded = VaeModel.Load(new MemoryStream(model.Saved()));
        Assert.Equal(model.Likelihoods, loaded.Likelihoods);
        var (scores, byFeature) = model.ScoresByFeature(rows);
        var (again, byFeatureAgain) = loaded.ScoresByFeature(rows);
        Close.ToTheBit(scores, again);
        Close.ToTheBit(byFeature, byFeatureAgain);

        using var session = new OnnxSession(model.Saved());
        var outputs = session.Run("features", rows, model.FeatureCount);
        Close.To(Doubles(byFeature), outputs["FeatureScores"], 1e-4, "feature score of ONNX Runtime");
        Close.To(Doubles(scores), outputs["Score"], 1e-4, "score of ONNX Runtime");
        Close.To(Doubles(model.Reconstruction(rows)), outputs["Reconstruction"], 1e-4, "reconstruction of ONNX Runtime");
        return loaded;
    }

    protected static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = values[i];
        return doubles;
    }
}

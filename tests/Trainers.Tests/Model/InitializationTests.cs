using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Model;

public class InitializationTests
{
    private static readonly ParameterLayout Layout = ParameterLayout.Of(new NetworkArchitecture(100, 8, [64], VaeActivation.Silu));

    private static readonly FeatureMap Features =
        new([.. Enumerable.Repeat(VaeLikelihood.Gaussian, 100)], new float[100], [.. Enumerable.Repeat(1f, 100)]);

    [Fact]
    public void Parameters_WeightsAndBiases_FillTheRangeOfOneOverTheRootOfTheInputs()
    {
        float[] parameters = Initialization.Parameters(Layout, Features, new NoiseSource(1));
        foreach (var layer in Layout.Encoder.Concat(Layout.Decoder))
        {
            double bound = 1 / Math.Sqrt(layer.Shape.Inputs);
            foreach (var tensor in new[] { layer.Weight, layer.Bias })
            {
                float[] values = tensor.Of(parameters).ToArray();
                Assert.All(values, value => Assert.InRange(value, -bound * (1 + 1e-6), bound)); // float32 of the bound

                // Of n uniform numbers the least lies 2 bound/n above the end in the mean, and ten times as far with probability e⁻¹⁰.
                double gap = Math.Min(1, 20.0 / values.Length) * bound;
                Assert.InRange(values.Min(), -bound * (1 + 1e-6), -bound + gap);
                Assert.InRange(values.Max(), bound - gap, bound);
                double deviation = bound / Math.Sqrt(3 * values.Length);
                Assert.InRange(values.Average(), -5 * deviation, 5 * deviation);
            }
        }

        Assert.All(Layout.LogSigma.Of(parameters).ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Parameters_EveryTensor_HasNumbersOfItsOwn()
    {
        float[] parameters = Initialization.Parameters(Layout, Features, new NoiseSource(1));
        var first = Layout.Decoder[0]; // its weight, bias and the encoder's are all of different ranges: compare in units of the bound
        float[] weight = [.. first.Weight.Of(parameters)[..64].ToArray().Select(w => w * MathF.Sqrt(8))];
        float[] bias = [.. first.Bias.Of(parameters).ToArray().Select(b => b * MathF.Sqrt(8))];
        float[] encoder = [.. Layout.Encoder[0].Bias.Of(parameters).ToArray().Select(b => b * MathF.Sqrt(100))];
        Assert.True(Distance(weight, bias) > 1 && Distance(bias, encoder) > 1 && Distance(weight, encoder) > 1);
    }

    [Fact]
    public void Parameters_AnotherSeed_OtherNumbers()
    {
        float[] one = Initialization.Parameters(Layout, Features, new NoiseSource(1)), two = Initialization.Parameters(Layout, Features, new NoiseSource(2));
        int same = one.Zip(two).Count(pair => pair.First == pair.Second);
        Assert.InRange(same, Layout.LogSigma.Length, Layout.LogSigma.Length + 10); // log σ is 0 in both
    }

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
}

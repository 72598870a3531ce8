using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Training.Managed;

public class AdamTests
{
    // m, v and p are each rounded to float32 at every one of eight steps.
    private const double Rounding = 8 * 1.2e-7;

    [Theory]
    [InlineData(1f)]
    [InlineData(0.125f)]
    public void Update_SeveralSteps_IsTheAlgorithmInDouble(float scale)
    {
        const int length = 272;
        float[] gradients = Gradients(length);
        double[] p = [.. Start(length).Select(x => (double)x)], m = new double[length], v = new double[length];
        for (int t = 1; t <= Steps; t++)
        {
            for (int i = 0; i < length; i++)
            {
                double g = gradients[(t - 1) * length + i] * scale;
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double unbiasedM = m[i] / (1 - Math.Pow(0.9, t)), unbiasedV = v[i] / (1 - Math.Pow(0.999, t));
                p[i] -= Rate(t) * unbiasedM / (Math.Sqrt(unbiasedV) + 1e-8);
            }

            Close.To(p, Run<Simd128, V128>(length, scale, t), Rounding, $"parameter after step {t}");
        }
    }

    [Fact]
    public void Update_EveryLengthAndWidth_SameBits()
    {
        float[] whole = Run<Simd128, V128>(272, 0.5f, Steps);
        foreach (int length in Sweep.PaddedLengths)
        {
            Close.ToTheBit(whole.AsSpan(0, length), Run<Simd128, V128>(length, 0.5f, Steps));
            Close.ToTheBit(whole.AsSpan(0, length), Run<Simd256, V256>(length, 0.5f, Steps));
            Close.ToTheBit(whole.AsSpan(0, length), Run<Simd512, V512>(length, 0.5f, Steps));
        }
    }

    private const int Steps = 8;

    private static double Rate(int step) => 0.01 * step;

    private static float[] Start(int length) => new Numbers(8).Uniforms(272, -1, 1)[..length];

    // From gradients far below ε to large ones, some of them zero; [steps, length].
    private static float[] Gradients(int length)
    {
        float[] all = [.. new Numbers(9).Normals(Steps * 272).Select((x, i) => i % 8 == 0 ? 0 : x * MathF.Pow(10, i % 12 - 9))];
        return [.. all.Chunk(272).SelectMany(step => step[..length])];
    }

    private static float[] Run<TS, TV>(int length, float scale, int steps)
        where TS : ISimd<TV>
        where TV : struct
    {
        const float beyond = 77;
        float[] parameters = [.. Start(length), beyond], gradients = Gradients(length);
        float[] first = new float[length], second = new float[length];
        for (int t = 1; t <= steps; t++)
        {
            var gradient = gradients.AsSpan((t - 1) * length, length);
            Adam<TS, TV>.Update(parameters.AsSpan(0, length), gradient, scale, first, second, Rate(t), t);
        }

        Assert.Equal(beyond, parameters[^1]);
        return parameters[..length];
    }
}

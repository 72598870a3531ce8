using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Managed.Kernels;

public class AdamTests
{
    // m, v and p are each rounded to float32 at every one of eight steps.
    private const double Rounding = 8 * 1.2e-7;

    [Theory]
    [InlineData(1f)]
    [InlineData(0.125f)]
    public void Update_SeveralSteps_IsTheAlgorithmInDouble(float scale)
    {
        const int length = 48;
        var numbers = new Numbers(8);
        float[] parameters = numbers.Uniforms(length, -1, 1), first = new float[length], second = new float[length];
        double[] p = [.. parameters.Select(x => (double)x)], m = new double[length], v = new double[length];
        for (int t = 1; t <= 8; t++)
        {
            // From gradients far below ε to large ones, some of them zero.
            float[] gradient = [.. numbers.Normals(length).Select((x, i) => i % 8 == 0 ? 0 : x * MathF.Pow(10, i % 12 - 9))];
            double rate = 0.01 * t;
            for (int i = 0; i < length; i++)
            {
                double g = gradient[i] * scale;
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double unbiasedM = m[i] / (1 - Math.Pow(0.9, t)), unbiasedV = v[i] / (1 - Math.Pow(0.999, t));
                p[i] -= rate * unbiasedM / (Math.Sqrt(unbiasedV) + 1e-8);
            }

            Adam.Update(parameters, gradient, scale, first, second, rate, t);
            Close.To(p, parameters, Rounding, $"parameter after step {t}");
        }
    }
}

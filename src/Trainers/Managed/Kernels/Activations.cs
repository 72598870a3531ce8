using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>Applies an activation to a span in place. The length is a multiple of 16 or of 64, so that no vector is cut.</summary>
internal static class Activations
{
    /// <summary>y = f(x).</summary>
    public static void Apply(VaeActivation activation, Span<float> values)
    {
        switch (activation)
        {
            case VaeActivation.SiLU: Apply<SiLU>(values); break;
            case VaeActivation.ReLU: Apply<ReLU>(values); break;
            case VaeActivation.Tanh: Apply<Tanh>(values); break;
            case VaeActivation.Gelu: Apply<Gelu>(values); break;
            default: throw new UnreachableException();
        }
    }

    /// <summary>y = f(x) in place, and f′(x) beside it.</summary>
    public static void Apply(VaeActivation activation, Span<float> values, Span<float> derivative)
    {
        switch (activation)
        {
            case VaeActivation.SiLU: Apply<SiLU>(values, derivative); break;
            case VaeActivation.ReLU: Apply<ReLU>(values, derivative); break;
            case VaeActivation.Tanh: Apply<Tanh>(values, derivative); break;
            case VaeActivation.Gelu: Apply<Gelu>(values, derivative); break;
            default: throw new UnreachableException();
        }
    }

    private static void Apply<T>(Span<float> values)
        where T : IActivation
    {
        foreach (ref var x in MemoryMarshal.Cast<float, Vector<float>>(values))
            x = T.Evaluate(x, out _);
    }

    private static void Apply<T>(Span<float> values, Span<float> derivative)
        where T : IActivation
    {
        var x = MemoryMarshal.Cast<float, Vector<float>>(values);
        var d = MemoryMarshal.Cast<float, Vector<float>>(derivative);
        for (int i = 0; i < x.Length; i++)
            x[i] = T.Evaluate(x[i], out d[i]);
    }

    private interface IActivation
    {
        static abstract Vector<float> Evaluate(Vector<float> x, out Vector<float> derivative);
    }

    private readonly struct SiLU : IActivation
    {
        public static Vector<float> Evaluate(Vector<float> x, out Vector<float> derivative)
        {
            var sigmoid = Vector<float>.One / (Vector<float>.One + Vector.Exp(-x));
            var y = x * sigmoid;
            derivative = sigmoid + y * (Vector<float>.One - sigmoid);
            return y;
        }
    }

    private readonly struct ReLU : IActivation
    {
        public static Vector<float> Evaluate(Vector<float> x, out Vector<float> derivative)
        {
            var positive = Vector.GreaterThan(x, Vector<float>.Zero);
            derivative = Vector.ConditionalSelect(positive, Vector<float>.One, Vector<float>.Zero);
            return Vector.ConditionalSelect(positive, x, Vector<float>.Zero);
        }
    }

    private readonly struct Tanh : IActivation
    {
        public static Vector<float> Evaluate(Vector<float> x, out Vector<float> derivative)
        {
            var y = Of(x);
            derivative = Vector<float>.One - y * y;
            return y;
        }

        // 1 − 2 / (1 + e²ˣ): off by at most an ulp of 1 anywhere, and exact at both ends.
        public static Vector<float> Of(Vector<float> x) =>
            Vector<float>.One - new Vector<float>(2) / (Vector<float>.One + Vector.Exp(x + x));
    }

    private readonly struct Gelu : IActivation
    {
        private const float RootTwoOverPi = 0.7978845608f, Cubic = 0.044715f;

        public static Vector<float> Evaluate(Vector<float> x, out Vector<float> derivative)
        {
            var half = new Vector<float>(0.5f);
            var square = x * x;
            var t = Tanh.Of(RootTwoOverPi * (x + Cubic * square * x));
            var inner = RootTwoOverPi * (Vector<float>.One + 3 * Cubic * square);
            derivative = half * (Vector<float>.One + t) + half * x * (Vector<float>.One - t * t) * inner;
            return half * x * (Vector<float>.One + t);
        }
    }
}

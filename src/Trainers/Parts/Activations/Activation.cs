using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Activations;

/// <summary>Applies an activation to a span in place. The length is a multiple of 16.</summary>
internal static class Activation<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>y = f(x) in place, and f′(x) beside it.</summary>
    public static void Apply(VaeActivation activation, Span<float> values, Span<float> derivative)
    {
        switch (activation)
        {
            case VaeActivation.Silu: Apply<Silu>(values, derivative); break;
            case VaeActivation.Relu: Apply<Relu>(values, derivative); break;
            case VaeActivation.Tanh: Apply<Tanh>(values, derivative); break;
            case VaeActivation.Gelu: Apply<Gelu>(values, derivative); break;
            default: throw new UnreachableException();
        }
    }

    /// <summary>y = f(x) in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFunction>(Span<float> values)
        where TFunction : struct, IFunction
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        for (int i = 0; i < values.Length; i += TS.Count)
            TS.Store(TFunction.Evaluate(TS.Load(ref Unsafe.Add(ref x, i)), out _), ref Unsafe.Add(ref x, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TFunction>(Span<float> values, Span<float> derivative)
        where TFunction : struct, IFunction
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float d = ref MemoryMarshal.GetReference(derivative);
        int i = 0;
        // Two at a time: one function is a long chain of operations that wait for each other.
        for (; i + 2 * TS.Count <= values.Length; i += 2 * TS.Count)
        {
            var first = TFunction.Evaluate(TS.Load(ref Unsafe.Add(ref x, i)), out var firstDerivative);
            var second = TFunction.Evaluate(TS.Load(ref Unsafe.Add(ref x, i + TS.Count)), out var secondDerivative);
            TS.Store(first, ref Unsafe.Add(ref x, i));
            TS.Store(second, ref Unsafe.Add(ref x, i + TS.Count));
            TS.Store(firstDerivative, ref Unsafe.Add(ref d, i));
            TS.Store(secondDerivative, ref Unsafe.Add(ref d, i + TS.Count));
        }

        if (i < values.Length)
        {
            TS.Store(TFunction.Evaluate(TS.Load(ref Unsafe.Add(ref x, i)), out var lastDerivative), ref Unsafe.Add(ref x, i));
            TS.Store(lastDerivative, ref Unsafe.Add(ref d, i));
        }
    }

    /// <summary>An activation of one vector.</summary>
    internal interface IFunction
    {
        /// <summary>f(x) and f′(x).</summary>
        static abstract TV Evaluate(TV x, out TV derivative);
    }

    /// <summary>f(x) = x, of a layer without activation.</summary>
    internal readonly struct Identity : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Evaluate(TV x, out TV derivative)
        {
            derivative = TS.Create(1f);
            return x;
        }
    }

    internal readonly struct Silu : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Evaluate(TV x, out TV derivative)
        {
            var sigmoid = SimdMath<TS, TV>.Sigmoid(x);
            var y = TS.Multiply(x, sigmoid);
            derivative = TS.Fma(y, TS.Subtract(TS.Create(1f), sigmoid), sigmoid);
            return y;
        }
    }

    internal readonly struct Relu : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Evaluate(TV x, out TV derivative)
        {
            var passes = TS.GreaterOrEqual(TS.Create(0f), x); // inverted, so that NaN passes and is seen in the loss
            derivative = TS.Select(passes, TS.Create(0f), TS.Create(1f));
            return TS.Select(passes, TS.Create(0f), x);
        }
    }

    internal readonly struct Tanh : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Evaluate(TV x, out TV derivative)
        {
            var y = TS.Select(TS.Equal(x, x), Of(x), x); // the exponential swallows NaN, which must be seen in the loss
            derivative = TS.Subtract(TS.Create(1f), TS.Multiply(y, y));
            return y;
        }

        // 1 − 2 / (1 + e²ˣ): off by less than 2e-7 anywhere, and exact at both ends.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Of(TV x) =>
            TS.Subtract(TS.Create(1f), TS.Divide(TS.Create(2f), SimdMath<TS, TV>.OnePlusExp(TS.Add(x, x))));
    }

    internal readonly struct Gelu : IFunction
    {
        private const float RootTwoOverPi = 0.7978845608f, Cubic = 0.044715f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Evaluate(TV x, out TV derivative)
        {
            var one = TS.Create(1f);
            var square = TS.Multiply(x, x);
            var half = TS.Multiply(TS.Create(0.5f), x);
            var t = Tanh.Of(TS.Multiply(TS.Multiply(TS.Create(RootTwoOverPi), x), TS.Fma(TS.Create(Cubic), square, one)));
            var inner = TS.Multiply(TS.Create(RootTwoOverPi), TS.Fma(TS.Create(3 * Cubic), square, one));
            var steep = TS.Multiply(TS.Multiply(half, TS.Subtract(one, TS.Multiply(t, t))), inner);
            derivative = TS.Fma(TS.Create(0.5f), TS.Add(one, t), steep);
            return TS.Multiply(half, TS.Add(one, t));
        }
    }
}

using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Activations;

/// <summary>
/// One kind of activation with all its faces: value and derivative on vectors, its ONNX nodes, and its name in a file. <see
/// cref="Activations"/> lists the kinds. The TorchSharp form is in src/TorchSharp, under the same name.
/// </summary>
internal abstract class Activation
{
    public abstract VaeActivation Kind { get; }

    /// <summary>In a file's metadata; never changed.</summary>
    public abstract string Name { get; }

    /// <summary>Does some work with the activation known to the compiler, so that a loop calls it at no cost.</summary>
    public abstract TResult Specialize<TWork, TResult>(TWork work)
        where TWork : struct, IActivationWork<TResult>, allows ref struct;

    /// <summary>f(x), element by element, in the shape of <paramref name="x"/>.</summary>
    public abstract GraphValue Evaluate(GraphValue x);

    /// <summary>Value and derivative of many numbers, for training.</summary>
    public IActivationKernel CreateKernel<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct => Specialize<BuildKernel<TS, TV>, IActivationKernel>(default);

    /// <summary>y = f(x) in place, over a span whose length is a multiple of 16.</summary>
    public Action<Span<float>> CreateInPlace<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct => Specialize<BuildInPlace<TS, TV>, Action<Span<float>>>(default);

    private readonly struct BuildKernel<TS, TV> : IActivationWork<IActivationKernel>
        where TS : ISimd<TV>
        where TV : struct
    {
        public IActivationKernel With<TFunction>()
            where TFunction : struct, IActivationFunction => new ActivationKernel<TS, TV, TFunction>();
    }

    private readonly struct BuildInPlace<TS, TV> : IActivationWork<Action<Span<float>>>
        where TS : ISimd<TV>
        where TV : struct
    {
        public Action<Span<float>> With<TFunction>()
            where TFunction : struct, IActivationFunction => ActivationKernel<TS, TV, TFunction>.Evaluate;
    }
}

using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Products;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Benchmarks.Kernels;

/// <summary>The kernels on one width of vector.</summary>
internal sealed class Kernels<TS, TV> : IKernels
    where TS : ISimd<TV>
    where TV : struct
{
    private const int Features = 256, Values = 4096, Parameters = 65_536;

    private static readonly int Stride = Padding.Stride(Features);

    private readonly AlignedBuffer _weights = Filled(Features * Stride), _bias = Filled(Features);
    private readonly AlignedBuffer _input = Filled(Features * RowBlock.Rows), _output = Filled(Features * RowBlock.Rows);
    private readonly AlignedBuffer _source = Filled(Values), _values = Filled(Values), _derivative = Filled(Values);
    private readonly AlignedBuffer _target = Filled(RowBlock.Rows), _likelihood = Filled(RowBlock.Rows);
    private readonly AlignedBuffer _parameters = Filled(Parameters), _gradient = Filled(Parameters);
    private readonly AlignedBuffer _first = Filled(Parameters), _second = Filled(Parameters);
    private readonly IActivationKernel _silu = Activations.Get(VaeActivation.Silu).CreateKernel<TS, TV>();
    private uint _counter;
    private int _step;

    public void Product() => Product<TS, TV>.Multiply<RowBiasEpilogue>(
        new ProductShape(1, Features, Stride, InnerStride: 1, 0, RowBlock.Rows, RowBlock.Rows),
        Features, RowBlock.Rows, _weights.Span, _input.Span, panelStride: 0, _output.Span, _bias.Span);

    public void SiLU()
    {
        _source.Span.CopyTo(_values.Span); // in place: applied again and again the values would go to 0
        ActivationKernel<TS, TV, Silu.Function>.Evaluate(_values.Span);
    }

    public void SiLUWithDerivative()
    {
        _source.Span.CopyTo(_values.Span);
        _silu.Evaluate(_values.Span, _derivative.Span);
    }

    public void Normals() => BoxMuller<TS, TV>.Fill(_likelihood.Span, _counter++, 0, 0, 0, 1);

    public void Gaussian()
    {
        _source.Span[..RowBlock.Rows].CopyTo(_likelihood.Span);
        GaussianKernel<TS, TV>.Evaluate(_likelihood.Span, _target.Span, logSigma: 0, inverseSigma: 1, weight: 1, out _);
    }

    public void Bernoulli()
    {
        _source.Span[..RowBlock.Rows].CopyTo(_likelihood.Span);
        BernoulliKernel<TS, TV>.Evaluate(_likelihood.Span, _target.Span, weight: 1);
    }

    public void Adam() =>
        Adam<TS, TV>.Update(_parameters.Span, _gradient.Span, 1, _first.Span, _second.Span, rate: 1e-6, 1 + _step++ % 10_000);

    // From 0 to 1, as a Bernoulli target and Adam's second moment must be.
    private static AlignedBuffer Filled(int length)
    {
        var random = new System.Random(1);
        var buffer = new AlignedBuffer(length);
        foreach (ref float value in buffer.Span)
            value = random.NextSingle();
        return buffer;
    }
}

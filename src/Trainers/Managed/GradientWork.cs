using MLNet.Vae.Managed.Kernels;

namespace MLNet.Vae.Managed;

/// <summary>
/// The gradients of the parameters, cut into strips of outputs. The cuts do not depend on the number of threads, so neither does the order
/// in which the squares of the norm are added up.
/// </summary>
internal sealed class GradientWork
{
    private const int StripOutputs = 12;

    private readonly Network _network;
    private readonly Strip[] _strips;
    private readonly long[] _costBefore;
    private readonly double[] _squares; // by strip; the last is that of log σ

    public GradientWork(Network network)
    {
        _network = network;
        _strips = [.. network.AllLayers.SelectMany(Cut)];
        _costBefore = new long[_strips.Length + 1];
        for (int i = 0; i < _strips.Length; i++)
            _costBefore[i + 1] = _costBefore[i] + _strips[i].Cost;
        _squares = new double[_strips.Length + 1];
    }

    /// <summary>One worker's share of the strips.</summary>
    public void ParameterGradients(Span<float> gradient, int worker, int workers)
    {
        for (int i = 0; i < _strips.Length; i++)
        {
            if (_costBefore[i] * workers / _costBefore[^1] != worker)
                continue;
            var strip = _strips[i];
            var (weight, bias) = strip.Layer.Places(strip.First, strip.Count);
            strip.Layer.ParameterGradient(strip.First, gradient[weight], gradient[bias]);
            _squares[i] = SumOfSquares.Of(gradient[weight]) + SumOfSquares.Of(gradient[bias]);
        }

        if (worker == workers - 1)
        {
            var logSigma = gradient.Slice(_network.LogSigma.Offset, _network.LogSigma.Length);
            _network.LogSigmaGradient(logSigma);
            _squares[^1] = SumOfSquares.Of(logSigma);
        }
    }

    /// <summary>The Euclidean norm of the whole gradient.</summary>
    public double Norm() => Math.Sqrt(_squares.Sum());


    private static IEnumerable<Strip> Cut(TrainingLayer layer)
    {
        int outputs = layer.Tensors.Shape.Outputs;
        for (int first = 0; first < outputs; first += StripOutputs)
            yield return new Strip(layer, first, Math.Min(StripOutputs, outputs - first));
    }

    private readonly record struct Strip(TrainingLayer Layer, int First, int Count)
    {
        // The work on an output is one product with each input, and its bias.
        public long Cost => (long)Count * (Layer.Tensors.Shape.Inputs + 1);
    }
}

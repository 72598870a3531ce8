using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>
/// The gradients of the parameters, cut into strips of outputs. The cuts do not depend on the number of threads, so neither does the order
/// in which the squares of the norm are added up.
/// </summary>
internal sealed class GradientWork<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly Network<TS, TV> _network;
    private readonly PaddedLayout _layout;
    private readonly Strip[] _strips;
    private readonly long[] _costBefore;
    private readonly double[] _squares; // of the weights, by strip

    public GradientWork(Network<TS, TV> network, PaddedLayout layout)
    {
        _network = network;
        _layout = layout;
        _strips = [.. network.Layers.SelectMany(Cut)];
        _costBefore = new long[_strips.Length + 1];
        for (int i = 0; i < _strips.Length; i++)
            _costBefore[i + 1] = _costBefore[i] + _strips[i].Cost;
        _squares = new double[_strips.Length];
    }

    /// <summary>One worker's share of the strips.</summary>
    public void ParameterGradients(Span<float> gradient, int worker, int workers)
    {
        for (int i = 0; i < _strips.Length; i++)
        {
            if (!IsShareOf(i, worker, workers))
                continue;
            var strip = _strips[i];
            // Where the input is wide, a worker's first strip of a layer makes all that are his.
            if (!strip.Layer.HasWideInput || i == 0 || !IsShareOf(i - 1, worker, workers) || _strips[i - 1].Layer != strip.Layer)
                strip.Layer.ParameterGradient(strip.First, RowsTogether(i, worker, workers), gradient);
            int stride = strip.Layer.Place.Stride;
            _squares[i] = Sums<TS, TV>.OfSquares(gradient.Slice(strip.Layer.Place.Weight + strip.First * stride, strip.Count * stride));
        }
    }

    /// <summary>What is left for one thread: the gradients of the likelihoods' parameters, and the Euclidean norm of the whole.</summary>
    public double Finish(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        double sum = _squares.Sum();
        for (int i = 0; i < _network.Layers.Count; i++)
        {
            var place = _network.Layers[i].Place;
            sum += Sums<TS, TV>.OfSquares(gradient.Slice(place.Bias, Padding.Padded(place.Outputs)));
        }

        _network.Output.ParameterGradients(parameters, gradient);
        int width = Padding.Padded(_network.Output.Place.Outputs);
        foreach (var part in _layout.Parts)
            sum += Sums<TS, TV>.OfSquares(gradient.Slice(part.Offset, width));
        return Math.Sqrt(sum);
    }

    private bool IsShareOf(int strip, int worker, int workers) => _costBefore[strip] * workers / _costBefore[^1] == worker;

    private int RowsTogether(int strip, int worker, int workers)
    {
        var layer = _strips[strip].Layer;
        int rows = _strips[strip].Count;
        while (layer.HasWideInput && ++strip < _strips.Length && _strips[strip].Layer == layer && IsShareOf(strip, worker, workers))
            rows += _strips[strip].Count;
        return rows;
    }

    private static IEnumerable<Strip> Cut(TrainingLayer<TS, TV> layer)
    {
        int outputs = layer.Place.Outputs;
        for (int first = 0; first < outputs; first += TrainingLayer<TS, TV>.StripRows)
            yield return new Strip(layer, first, Math.Min(TrainingLayer<TS, TV>.StripRows, outputs - first));
    }

    private readonly record struct Strip(TrainingLayer<TS, TV> Layer, int First, int Count)
    {
        // The work on an output is one product with each input, and its bias.
        public long Cost => (long)Count * (Padding.Padded(Layer.Place.Inputs) + 1);
    }
}

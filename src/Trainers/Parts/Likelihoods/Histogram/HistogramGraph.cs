using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// <see cref="Histogram"/> as ONNX nodes: on one table of all its bins, [.., histograms, bins]; then each feature takes that of its histogram,
/// [.., features].
/// </summary>
internal sealed class HistogramGraph
{
    private const float Far = 1e30f; // an infinity that can be subtracted

    private readonly GraphBuilder _graph;
    private readonly BlockTable _table;
    private readonly GraphValue _outputs, _features, _histogramOf; // numbers: [histograms, bins], [histograms, 1], [features]
    private readonly GraphValue _logits, _lower, _upper, _mean; // [.., histograms, bins], and without the first axes
    private readonly float[] _isFirst, _isLast; // [histograms, bins]

    /// <param name="output">What the decoder gives, its last axis all outputs.</param>
    /// <param name="parameters">The model's.</param>
    public HistogramGraph(GraphValue output, GraphParameters parameters)
    {
        _graph = output.Graph;
        var columns = parameters.Columns(VaeLikelihood.Histogram);
        _table = BlockTable.Whole(columns.Outputs);
        int histograms = columns.Outputs.Length, bins = _table.Size;
        _outputs = _graph.Whole("histogram.outputs", _table.Slots, histograms, bins);
        _features = _graph.Whole("histogram.features", [.. columns.Features.Select(feature => (long)feature)], histograms, 1);
        long[] histogramOf = new long[parameters.FeatureCount]; // 0 for features of other likelihoods
        for (int i = 0; i < histograms; i++)
            histogramOf[columns.Features[i]] = i;
        _histogramOf = _graph.Whole("histogram.of_feature", histogramOf, histogramOf.Length);
        var filled = _graph.Tensor("histogram.filled", _table.Values(_ => 0, -Far), histograms, bins);
        _logits = output.GatherLast(_outputs) + parameters.OfOutputs(Histogram.LogShare).GatherLast(_outputs) + filled;
        _lower = parameters.OfOutputs(Histogram.Lower).GatherLast(_outputs);
        _upper = parameters.OfOutputs(Histogram.Upper).GatherLast(_outputs);
        _mean = parameters.OfOutputs(Histogram.BinMean).GatherLast(_outputs);
        int[] first = [.. columns.Outputs.Select(block => block.First)], last = [.. columns.Outputs.Select(block => block.End - 1)];
        _isFirst = _table.Values(slot => first.Contains(slot) ? 1 : 0, 0);
        _isLast = _table.Values(slot => last.Contains(slot) ? 1 : 0, 0);
    }

    /// <summary>The mean in the model's units, [.., features].</summary>
    public GraphValue Mean()
    {
        var e = (_logits - _logits.Largest(-1)).Exp();
        return ByFeature((e * _mean).Sum(_table.Size) / e.Sum(_table.Size));
    }

    /// <summary>−log p(x | z) of each feature, of the shape of the outputs of the features.</summary>
    /// <param name="x">In the model's units, its last axis the features.</param>
    public GraphValue NegativeLog(GraphValue x)
    {
        var value = x.GatherLast(_features); // [.., histograms, 1]
        var isFirst = Table("histogram.is_first", _isFirst);
        var isLast = Table("histogram.is_last", _isLast);
        // The first bin takes all that lies below, the last all above; what only fills up a row takes nothing.
        var isFrom = !(value < _lower) | isFirst > 0.5f;
        var isBelow = value < _upper | isLast > 0.5f;
        var isHere = (isFrom & isBelow).ToFloat() * Table("histogram.is_bin", _table.Values(_ => 1, 0));
        var largest = _logits.Largest(-1);
        var logSum = largest + (_logits - largest).Exp().Sum(_table.Size).Log();
        var logWidth = (_upper - _lower).AtLeast(Histogram.MinWidth).Log();
        var cost = (isHere * logWidth).Sum(_table.Size);
        var below = ((isFirst * _lower).Sum(_table.Size) - value).AtLeast(0);
        var above = (value - (isLast * _upper).Sum(_table.Size)).AtLeast(0);
        var distance = below + above;
        var logit = (isHere * _logits.AtLeast(-Far)).Sum(_table.Size);
        return ByFeature(logSum - logit + cost + (Binary.DistanceWeight * distance * distance).AtMost(float.MaxValue));
    }

    private GraphValue Table(string name, float[] values) => _graph.Tensor(name, values, _table.Blocks.Count, _table.Size);

    // From [.., histograms, 1] to [.., features].
    private GraphValue ByFeature(GraphValue value) => value.WithoutLast().GatherLast(_histogramOf);
}

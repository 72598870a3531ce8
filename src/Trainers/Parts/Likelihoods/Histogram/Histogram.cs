using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// A number by the bin that it lies in: −log p(x) = log Σⱼ exp aⱼ − aₖ + log wₖ, k the bin of x, wₖ its width, and the logits a = decoder's output +
/// log share, the share being that of the training rows. So it has any shape that bins can show: spikes, several peaks, gaps. Beyond the outer edges it
/// is the outer bin, plus <see cref="Binary.DistanceWeight"/> times the squared distance from its edge. The decoder has one output a bin, behind those
/// of the features; that at the place of the feature itself is not used.
/// </summary>
internal sealed class Histogram : Likelihood
{
    /// <summary>Bins of a feature, at most.</summary>
    public const int MaxBins = 32;

    /// <summary>Two values that float32 hardly tells apart are no reason for a density without bound.</summary>
    public const float MinWidth = 1e-6f;

    // In the order of Parameters.
    private const int LogSharePlace = 0, LowerPlace = 1, UpperPlace = 2, MeanPlace = 3, ParameterCount = 4;

    // In the model's units, as far as a standardized value goes, and a little more for an edge beyond it.
    private const float Limit = 2e6f;

    /// <summary>The logarithm of each bin's share.</summary>
    public static ParameterSpec LogShare { get; } = new("histogram_log_share", Min: -60, Max: 0, IsLearned: false);

    /// <summary>The edge below each bin, at which it begins; ascending.</summary>
    public static ParameterSpec Lower { get; } = new("histogram_lower", -Limit, Limit, IsLearned: false);

    /// <summary>The edge above each bin: that below the next one.</summary>
    public static ParameterSpec Upper { get; } = new("histogram_upper", -Limit, Limit, IsLearned: false);

    /// <summary>The mean of the training rows' values in each bin.</summary>
    public static ParameterSpec BinMean { get; } = new("histogram_mean", -Limit, Limit, IsLearned: false);

    public override VaeLikelihood Kind => VaeLikelihood.Histogram;

    public override char Letter => 'H';

    public override bool TakesBins => true;

    public override bool LearnsScale => true;

    public override IReadOnlyList<ParameterSpec> Parameters(VaeOptions options) => [LogShare, Lower, Upper, BinMean];

    public override float Initial(ParameterSpec spec, HistogramBin bin) =>
        spec == LogShare ? (float)Math.Log(bin.Share)
        : spec == Lower ? bin.Lower
        : spec == Upper ? bin.Upper
        : bin.Mean;

    /// <summary>Never by itself.</summary>
    public override bool Suits(in ColumnSummary column) => false;

    public override (float Location, float Scale) Learn(in ColumnSummary column) =>
        Likelihoods.Get(VaeLikelihood.Gaussian).Learn(column);

    /// <summary>The logarithm of a bin's width.</summary>
    public static float LogWidth(float lower, float upper) => MathF.Log(MathF.Max(upper - lower, MinWidth));

    /// <summary>The bin of a value: the last that begins at it or below, and for values below all the first.</summary>
    /// <param name="x">In the model's units.</param>
    /// <param name="lower">The edge below each bin, ascending.</param>
    public static int Find(float x, ReadOnlySpan<float> lower)
    {
        int bin = 0;
        while (bin + 1 < lower.Length && x >= lower[bin + 1])
            bin++;
        return bin;
    }

    public override ITrainingTerm CreateTrainingTerm<TS, TV>(TrainingTermShape shape) => new HistogramTrainingTerm<TS, TV>(shape);

    public override IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape) => new HistogramRowTerm<TS, TV>(shape);

    public override void Mean(ReadOnlySpan<float> outputs, ReadOnlySpan<float> parameters, Span<float> means)
    {
        Span<float> probabilities = stackalloc float[outputs.Length];
        Probabilities(outputs, parameters, probabilities);
        float mean = 0;
        for (int k = 0; k < probabilities.Length; k++)
            mean += probabilities[k] * Value(parameters, k, MeanPlace);
        means[0] = mean;
    }

    /// <summary>A bin by its probability, and any value in it.</summary>
    public override void Draw(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> parameters, NoiseSource noise, long row, SlotBlock block, Span<float> values)
    {
        Span<float> probabilities = stackalloc float[outputs.Length];
        Probabilities(outputs, parameters, probabilities);
        double rest = noise.Uniform(NoisePurpose.Likelihood, row, (uint)block.First);
        int bin = 0;
        // The probabilities may add up to a little less than 1.
        while (bin < probabilities.Length - 1 && rest >= probabilities[bin])
            rest -= probabilities[bin++];
        double place = probabilities[bin] > 0 ? Math.Min(rest / probabilities[bin], 1) : 0.5;
        float lower = Value(parameters, bin, LowerPlace), upper = Value(parameters, bin, UpperPlace);
        values[0] = (float)(lower + place * ((double)upper - lower));
    }

    public override GraphValue NegativeLog(RowValues rows, GraphValue output, GraphParameters parameters) =>
        new HistogramGraph(output, parameters).NegativeLog(rows.Standardized);

    public override GraphValue Mean(GraphValue output, GraphParameters parameters, Func<GraphValue, GraphValue> toInputUnits) =>
        toInputUnits(new HistogramGraph(output, parameters).Mean());

    private static void Probabilities(ReadOnlySpan<float> outputs, ReadOnlySpan<float> parameters, Span<float> probabilities)
    {
        float largest = float.NegativeInfinity, sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            probabilities[k] = outputs[k] + Value(parameters, k, LogSharePlace);
            largest = MathF.Max(largest, probabilities[k]);
        }

        foreach (ref float logit in probabilities)
            sum += logit = MathF.Exp(logit - largest);
        foreach (ref float probability in probabilities)
            probability /= sum;
    }

    // Of [bins, parameters].
    private static float Value(ReadOnlySpan<float> parameters, int bin, int place) => parameters[ParameterCount * bin + place];
}

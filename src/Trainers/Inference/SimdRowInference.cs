using MLNet.Vae.Model;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Inference;

/// <summary><see cref="RowInference"/> on one width of vector.</summary>
internal sealed class SimdRowInference<TS, TV> : RowInference
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly FittedWeights _fitted;
    private readonly FeatureMap _features;
    private readonly int _latent;
    private readonly RowNetwork<TS, TV> _network;
    private readonly RowScorer<TS, TV> _scorer;
    private readonly RowGenerator<TS, TV> _generator;
    private readonly RowGaps<TS, TV> _gaps;
    private readonly RowMemoryPool _pool;
    private RowMemory? _own; // for one thread

    public SimdRowInference(FittedWeights fitted)
        : this(fitted, new RowNetwork<TS, TV>(fitted))
    {
    }

    private SimdRowInference(FittedWeights fitted, RowNetwork<TS, TV> network)
    {
        _fitted = fitted;
        _features = fitted.Features;
        _latent = fitted.Architecture.LatentDimension;
        _network = network;
        _scorer = new RowScorer<TS, TV>(fitted, _network);
        _generator = new RowGenerator<TS, TV>(fitted, _network);
        _gaps = new RowGaps<TS, TV>(fitted, _network, _generator);
        _pool = new RowMemoryPool(
            rows => new RowMemory(rows, fitted.Architecture, fitted.NumberOfScoringSamples, _network.LargestWidth));
    }

    private RowMemory Memory => _own ?? _pool.OfThisThread();

    public override RowInference ForOneThread()
    {
        var other = (SimdRowInference<TS, TV>)MemberwiseClone();
        other._own = _pool.Create(1);
        return other;
    }

    public override RowInference With(GapFilling gaps) => new SimdRowInference<TS, TV>(_fitted with { Gaps = gaps }, _network);

    public override RowInference With(Generation generation) =>
        new SimdRowInference<TS, TV>(_fitted with { Generation = generation }, _network);

    public override void Encode(ReadOnlySpan<float> features, Span<float> mean, Span<float> logVariance)
    {
        var memory = Memory;
        if (features.Length == _features.Count && logVariance.IsEmpty)
            EncodeRow(features, mean, memory);
        else
            EncodeRows(features, mean, logVariance, memory);
    }

    public override void Decode(ReadOnlySpan<float> latent, Span<float> features)
    {
        var memory = Memory;
        int count = latent.Length / _latent;
        for (int first = 0; first < count; first += memory.Rows)
        {
            int rows = Math.Min(memory.Rows, count - first);
            for (int row = 0; row < rows; row++)
                latent.Slice((first + row) * _latent, _latent).CopyTo(memory.Samples[(row * memory.LatentWidth)..]);
            DecodeMeans(memory.Samples, rows, memory, Row(features, first, rows));
        }
    }

    public override void Reconstruct(ReadOnlySpan<float> features, Span<float> reconstruction)
    {
        var memory = Memory;
        int count = Count(features);
        for (int first = 0; first < count; first += memory.Rows)
        {
            int rows = Encode(features, first, count, memory);
            DecodeMeans(memory.Mean, rows, memory, Row(reconstruction, first, rows));
        }
    }

    public override void Score(ReadOnlySpan<float> features, Span<float> scores, Span<float> featureScores, Span<double> klSums = default)
    {
        var memory = Memory;
        for (int first = 0; first < scores.Length; first += memory.Rows)
        {
            int rows = Encode(features, first, scores.Length, memory);
            for (int row = 0; row < rows; row++)
            {
                scores[first + row] = _scorer.Score(memory, row);
                if (!featureScores.IsEmpty)
                    memory.FeatureScores[.._features.Count].CopyTo(Row(featureScores, first + row, 1));
                for (int j = 0; j < klSums.Length; j++)
                {
                    int at = row * memory.LatentWidth + j;
                    klSums[j] += StandardNormal.Divergence(memory.Mean[at], memory.LogVariance[at]);
                }
            }
        }
    }

    public override void Generate(Span<float> rows, int seed, long firstRow, bool sampleLikelihood, VaePrior prior)
    {
        var memory = Memory;
        for (int row = 0; row < rows.Length / _features.Count; row++)
            _generator.Generate(Row(rows, row, 1), seed, firstRow + row, sampleLikelihood, prior, memory);
    }

    public override void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> path)
    {
        Span<float> ends = stackalloc float[2 * _latent];
        Encode(from, ends[.._latent], []);
        Encode(to, ends[_latent..], []);
        var memory = Memory;
        var z = memory.Samples;
        int steps = path.Length / _features.Count;
        for (int step = 0; step < steps; step++)
        {
            float share = step / (steps - 1f);
            for (int j = 0; j < _latent; j++)
                z[j] = (1 - share) * ends[j] + share * ends[_latent + j];
            DecodeMeans(z, 1, memory, Row(path, step, 1));
        }
    }

    private int Count(ReadOnlySpan<float> features) => features.Length == _features.Count ? 1 : features.Length / _features.Count;

    private Span<float> Row(Span<float> rows, int first, int count) => rows.Slice(first * _features.Count, count * _features.Count);

    // What a cursor asks for, without what many rows take.
    private void EncodeRow(ReadOnlySpan<float> row, Span<float> mean, RowMemory memory)
    {
        StandardizedRows<TS, TV>.Standardize(row, _features, memory.Values, memory.Input);
        _gaps.Fill(memory, 0);
        _network.Heads(memory, 1)[.._latent].CopyTo(mean);
    }

    private void EncodeRows(ReadOnlySpan<float> features, Span<float> mean, Span<float> logVariance, RowMemory memory)
    {
        int count = Count(features);
        for (int first = 0; first < count; first += memory.Rows)
        {
            int rows = Standardize(features, first, count, memory);
            var heads = _network.Heads(memory, rows);
            CopyRows(heads, heads.Length / rows, rows, mean[(first * _latent)..], _latent);
            if (logVariance.IsEmpty)
                continue;
            _network.Split(heads, rows, memory);
            CopyRows(memory.LogVariance, memory.LatentWidth, rows, logVariance[(first * _latent)..], _latent);
        }
    }

    // Encodes as many rows as fit, from one on; returns how many.
    private int Encode(ReadOnlySpan<float> features, int first, int count, RowMemory memory)
    {
        int rows = Standardize(features, first, count, memory);
        _network.Split(_network.Heads(memory, rows), rows, memory);
        return rows;
    }

    // Brings as many rows as fit into memory, from one on; returns how many.
    private int Standardize(ReadOnlySpan<float> features, int first, int count, RowMemory memory)
    {
        int rows = Math.Min(memory.Rows, count - first);
        for (int row = 0; row < rows; row++)
        {
            var values = features.Slice((first + row) * _features.Count, _features.Count);
            StandardizedRows<TS, TV>.Standardize(values, _features, memory.Row(row), memory.InputRow(row));
            _gaps.Fill(memory, row);
        }

        return rows;
    }

    private void DecodeMeans(ReadOnlySpan<float> z, int rows, RowMemory memory, Span<float> means)
    {
        var outputs = _network.Decode(z, rows, memory);
        for (int row = 0; row < rows; row++)
            _generator.Mean(outputs.Slice(row * memory.Width, memory.Width), Row(means, row, 1));
    }

    private static void CopyRows(ReadOnlySpan<float> from, int stride, int rows, Span<float> to, int width)
    {
        for (int row = 0; row < rows; row++)
            from.Slice(row * stride, width).CopyTo(to[(row * width)..]);
    }
}

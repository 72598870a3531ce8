using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
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
    private readonly ContextMap _context;
    private readonly int _latent;
    private readonly RowNetwork<TS, TV> _network;
    private readonly RowScorer<TS, TV> _scorer;
    private readonly RowGenerator<TS, TV> _generator;
    private readonly RowGaps<TS, TV> _gaps;
    private readonly RowImputer<TS, TV> _imputer;
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
        _context = fitted.Context;
        _latent = fitted.Architecture.LatentDimension;
        _network = network;
        _scorer = new RowScorer<TS, TV>(fitted, _network);
        _generator = new RowGenerator<TS, TV>(fitted, _network);
        _gaps = new RowGaps<TS, TV>(fitted, _network, _generator);
        _imputer = new RowImputer<TS, TV>(fitted, _network, _generator);
        _pool = new RowMemoryPool(
            rows => new RowMemory(rows, fitted.Architecture, fitted.NumberOfScoringSamples, _network.LargestWidth, _network.ScratchLength));
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

    public override void Encode(InputRows rows, Span<float> mean, Span<float> logVariance)
    {
        var memory = Memory;
        if (rows.Values.Length == _features.Count && logVariance.IsEmpty)
            EncodeRow(rows, mean, memory);
        else
            EncodeRows(rows, mean, logVariance, memory);
    }

    public override void Decode(InputRows latent, Span<float> features)
    {
        var memory = Memory;
        int count = latent.Values.Length / _latent;
        for (int first = 0; first < count; first += memory.Rows)
        {
            int rows = Math.Min(memory.Rows, count - first);
            for (int row = 0; row < rows; row++)
            {
                latent.Values.Slice((first + row) * _latent, _latent).CopyTo(memory.SampleRow(row));
                Standardize(latent.Context, first + row, memory.SampleRow(row)[_latent..]);
            }

            ToMeans(_network.Decode(memory, rows), rows, memory, Row(features, first, rows));
        }
    }

    public override void Reconstruct(InputRows rows, Span<float> reconstruction)
    {
        var memory = Memory;
        int count = Count(rows.Values);
        for (int first = 0; first < count; first += memory.Rows)
        {
            int encoded = Encode(rows, first, count, memory);
            ToMeans(DecodeMeans(memory, encoded), encoded, memory, Row(reconstruction, first, encoded));
        }
    }

    public override void Impute(InputRows rows, Span<float> imputed, int? drawSeed, long firstRow)
    {
        var memory = Memory;
        int count = Count(rows.Values);
        for (int row = 0; row < count; row++)
        {
            var values = rows.Values.Slice(row * _features.Count, _features.Count);
            Standardize(rows.Context, row, memory.InputRow(0)[_features.Count..]); // refuses one that is missing, with gaps or without
            if (_imputer.IsComplete(values))
            {
                values.CopyTo(Row(imputed, row, 1)); // most rows, and the network is what takes the time
                continue;
            }

            Encode(rows, row, row + 1, memory);
            _imputer.Fill(values, memory, drawSeed, firstRow + row, Row(imputed, row, 1));
        }
    }

    public override void Score(InputRows rows, Span<float> scores, Span<float> featureScores, Span<double> klSums = default)
    {
        var memory = Memory;
        for (int first = 0; first < scores.Length; first += memory.Rows)
        {
            int encoded = Encode(rows, first, scores.Length, memory);
            for (int row = 0; row < encoded; row++)
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

    public override void LogLikelihood(InputRows rows, Span<float> logLikelihoods, int samples, int seed, long firstRow)
    {
        // Its own: a thread's memory holds no more samples than a score takes.
        var memory = new RowMemory(1, _fitted.Architecture, RowScorer<TS, TV>.SamplesTogether, _network.LargestWidth, _network.ScratchLength);
        var noise = new NoiseSource(seed);
        for (int row = 0; row < logLikelihoods.Length; row++)
        {
            Encode(rows, row, row + 1, memory);
            logLikelihoods[row] = _scorer.LogLikelihood(memory, samples, noise, (uint)(firstRow + row));
        }
    }

    public override void Generate(Span<float> rows, int seed, long firstRow, bool sampleLikelihood, VaePrior prior, ReadOnlySpan<float> context = default)
    {
        var memory = Memory;
        for (int row = 0; row < rows.Length / _features.Count; row++)
        {
            Standardize(context, row, memory.Samples[_latent..]);
            _generator.Generate(Row(rows, row, 1), seed, firstRow + row, sampleLikelihood, prior, memory);
        }
    }

    public override void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> path, ReadOnlySpan<float> context = default)
    {
        Span<float> ends = stackalloc float[2 * _latent];
        Encode(new(from, context), ends[.._latent], []);
        Encode(new(to, context), ends[_latent..], []);
        var memory = Memory;
        var z = memory.Samples;
        Standardize(context, 0, z[_latent..]);
        int steps = path.Length / _features.Count;
        for (int step = 0; step < steps; step++)
        {
            float share = step / (steps - 1f);
            for (int j = 0; j < _latent; j++)
                z[j] = (1 - share) * ends[j] + share * ends[_latent + j];
            ToMeans(_network.Decode(memory, 1), 1, memory, Row(path, step, 1));
        }
    }

    private int Count(ReadOnlySpan<float> features) => features.Length == _features.Count ? 1 : features.Length / _features.Count;

    private Span<float> Row(Span<float> rows, int first, int count) => rows.Slice(first * _features.Count, count * _features.Count);

    // What a cursor asks for, without what many rows take.
    private void EncodeRow(InputRows row, Span<float> mean, RowMemory memory)
    {
        bool hasGap = StandardizedRows<TS, TV>.Standardize(row.Values, _features, memory.Values, memory.Input);
        if (_context.Count > 0)
            Standardize(row.Context, 0, memory.Input[_features.Count..]);
        if (hasGap)
            _gaps.Fill(memory, 0);
        _network.Heads(memory, 1)[.._latent].CopyTo(mean);
    }

    private void EncodeRows(InputRows rows, Span<float> mean, Span<float> logVariance, RowMemory memory)
    {
        int count = Count(rows.Values);
        for (int first = 0; first < count; first += memory.Rows)
        {
            int brought = Standardize(rows, first, count, memory);
            var heads = _network.Heads(memory, brought);
            CopyRows(heads, heads.Length / brought, brought, mean[(first * _latent)..], _latent);
            if (logVariance.IsEmpty)
                continue;
            _network.Split(heads, brought, memory);
            CopyRows(memory.LogVariance, memory.LatentWidth, brought, logVariance[(first * _latent)..], _latent);
        }
    }

    // Encodes as many rows as fit, from one on; returns how many.
    private int Encode(InputRows rows, int first, int count, RowMemory memory)
    {
        int brought = Standardize(rows, first, count, memory);
        _network.Split(_network.Heads(memory, brought), brought, memory);
        return brought;
    }

    // Brings as many rows as fit into memory, from one on; returns how many.
    private int Standardize(InputRows rows, int first, int count, RowMemory memory)
    {
        int brought = Math.Min(memory.Rows, count - first);
        for (int row = 0; row < brought; row++)
        {
            var values = rows.Values.Slice((first + row) * _features.Count, _features.Count);
            bool hasGap = StandardizedRows<TS, TV>.Standardize(values, _features, memory.Row(row), memory.InputRow(row));
            if (_context.Count > 0)
                Standardize(rows.Context, first + row, memory.InputRow(row)[_features.Count..]);
            if (hasGap)
                _gaps.Fill(memory, row);
        }

        return brought;
    }

    // The context of one of the rows.
    private void Standardize(ReadOnlySpan<float> context, int row, Span<float> to) =>
        _context.Standardize(context.Slice(row * _context.Count, _context.Count), _features.Missing, row, to);

    // The decoder's outputs at the posterior means in memory.
    private ReadOnlySpan<float> DecodeMeans(RowMemory memory, int rows)
    {
        if (_context.Count == 0)
            return _network.Decode(memory.Mean, memory.LatentWidth, rows, memory);
        for (int row = 0; row < rows; row++)
        {
            memory.Mean.Slice(row * memory.LatentWidth, _latent).CopyTo(memory.SampleRow(row));
            memory.InputRow(row).Slice(_features.Count, _context.Count).CopyTo(memory.SampleRow(row)[_latent..]);
        }

        return _network.Decode(memory, rows);
    }

    private void ToMeans(ReadOnlySpan<float> outputs, int rows, RowMemory memory, Span<float> means)
    {
        for (int row = 0; row < rows; row++)
            _generator.Mean(outputs.Slice(row * memory.Width, memory.Width), Row(means, row, 1));
    }

    private static void CopyRows(ReadOnlySpan<float> from, int stride, int rows, Span<float> to, int width)
    {
        for (int row = 0; row < rows; row++)
            from.Slice(row * stride, width).CopyTo(to[(row * width)..]);
    }
}

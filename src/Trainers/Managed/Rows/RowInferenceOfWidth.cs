using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Model;
using MLNet.Vae.Simd;

namespace MLNet.Vae.Managed.Rows;

/// <summary><see cref="RowInference"/> on one width of vector.</summary>
internal sealed class RowInference<TS, TV> : RowInference
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly FeatureMap _features;
    private readonly int _latent;
    private readonly RowNetwork<TS, TV> _network;
    private readonly RowScorer<TS, TV> _scorer;
    private readonly RowGenerator<TS, TV> _generator;
    private readonly RowMemoryPool _pool;

    public RowInference(FittedParameters fitted)
    {
        _features = fitted.Features;
        _latent = fitted.Architecture.LatentDimension;
        _network = new RowNetwork<TS, TV>(fitted);
        _scorer = new RowScorer<TS, TV>(fitted, _network);
        _generator = new RowGenerator<TS, TV>(fitted, _network);
        _pool = new RowMemoryPool(() => new RowMemory(fitted.Architecture, fitted.ScoringSamples, _network.LargestWidth));
    }

    public override void Encode(ReadOnlySpan<float> features, Span<float> mean, Span<float> logVariance)
    {
        var memory = _pool.Rent();
        for (int row = 0; row < mean.Length / _latent; row++)
        {
            Encode(features, row, memory);
            memory.Mean[.._latent].CopyTo(mean[(row * _latent)..]);
            if (!logVariance.IsEmpty)
                memory.LogVariance[.._latent].CopyTo(logVariance[(row * _latent)..]);
        }

        _pool.Return(memory);
    }

    public override void Decode(ReadOnlySpan<float> latent, Span<float> features)
    {
        var memory = _pool.Rent();
        for (int row = 0; row < latent.Length / _latent; row++)
            DecodeMean(latent.Slice(row * _latent, _latent), memory, Row(features, row));
        _pool.Return(memory);
    }

    public override void Reconstruct(ReadOnlySpan<float> features, Span<float> reconstruction)
    {
        var memory = _pool.Rent();
        for (int row = 0; row < features.Length / _features.Count; row++)
        {
            Encode(features, row, memory);
            DecodeMean(memory.Mean, memory, Row(reconstruction, row));
        }

        _pool.Return(memory);
    }

    public override void Score(ReadOnlySpan<float> features, Span<float> scores, Span<float> featureScores)
    {
        var memory = _pool.Rent();
        for (int row = 0; row < scores.Length; row++)
        {
            Encode(features, row, memory);
            scores[row] = _scorer.Score(memory);
            if (!featureScores.IsEmpty)
                memory.FeatureScores[.._features.Count].CopyTo(Row(featureScores, row));
        }

        _pool.Return(memory);
    }

    public override void AddKl(ReadOnlySpan<float> features, Span<double> kl)
    {
        var memory = _pool.Rent();
        for (int row = 0; row < features.Length / _features.Count; row++)
        {
            Encode(features, row, memory);
            for (int j = 0; j < _latent; j++)
                kl[j] += Divergence.Of(memory.Mean[j], memory.LogVariance[j]);
        }

        _pool.Return(memory);
    }

    public override void Generate(Span<float> rows, int seed, long firstRow, bool sampleLikelihood)
    {
        var memory = _pool.Rent();
        for (int row = 0; row < rows.Length / _features.Count; row++)
            _generator.Generate(Row(rows, row), seed, firstRow + row, sampleLikelihood, memory);
        _pool.Return(memory);
    }

    public override void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> path)
    {
        Span<float> ends = stackalloc float[2 * _latent];
        Encode(from, ends[.._latent], []);
        Encode(to, ends[_latent..], []);
        var memory = _pool.Rent();
        var z = memory.Samples;
        int steps = path.Length / _features.Count;
        for (int step = 0; step < steps; step++)
        {
            float share = step / (steps - 1f);
            for (int j = 0; j < _latent; j++)
                z[j] = (1 - share) * ends[j] + share * ends[_latent + j];
            DecodeMean(z, memory, Row(path, step));
        }

        _pool.Return(memory);
    }

    private Span<float> Row(Span<float> rows, int row) => rows.Slice(row * _features.Count, _features.Count);

    private void Encode(ReadOnlySpan<float> rows, int row, RowMemory memory)
    {
        StandardisedRows<TS, TV>.Standardise(rows.Slice(row * _features.Count, _features.Count), _features, memory.Row);
        _network.Encode(memory);
    }

    private void DecodeMean(ReadOnlySpan<float> z, RowMemory memory, Span<float> row)
    {
        var output = _network.Decode(z, 1, memory);
        for (int d = 0; d < row.Length; d++)
            row[d] = _generator.Mean(output[d], d);
    }
}

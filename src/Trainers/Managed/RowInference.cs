using System.Collections.Concurrent;
using MLNet.Vae.Model;

namespace MLNet.Vae.Managed;

/// <summary>
/// Encoding, decoding and scoring in C#, a row at a time, so that a row's numbers never depend on its company. Any number of threads may
/// call at once; each borrows its working memory from a pool.
/// </summary>
internal sealed class RowInference
{
    private readonly FeatureMap _features;
    private readonly RowNetwork _network;
    private readonly RowScorer _scorer;
    private readonly RowGenerator _generator;
    private readonly ConcurrentBag<RowMemory> _idle = [];

    public RowInference(FittedParameters fitted)
    {
        _features = fitted.Features;
        _network = new RowNetwork(fitted);
        _scorer = new RowScorer(fitted, _network);
        _generator = new RowGenerator(fitted, _network);
        LatentDimension = fitted.Architecture.LatentDimension;
    }

    public int LatentDimension { get; }

    public void Encode(ReadOnlySpan<float> features, Span<float> mean, Span<float> logVariance)
    {
        var memory = Borrow();
        for (int row = 0; row < features.Length / _features.Count; row++)
        {
            Load(features, row, memory);
            _network.Encode(memory);
            memory.Mean.CopyTo(mean[(row * LatentDimension)..]);
            if (!logVariance.IsEmpty)
                memory.LogVariance.CopyTo(logVariance[(row * LatentDimension)..]);
        }

        _idle.Add(memory);
    }

    public void Decode(ReadOnlySpan<float> latent, Span<float> features)
    {
        var memory = Borrow();
        for (int row = 0; row < latent.Length / LatentDimension; row++)
            DecodeMean(latent.Slice(row * LatentDimension, LatentDimension), memory, Row(features, row));
        _idle.Add(memory);
    }

    public void Reconstruct(ReadOnlySpan<float> features, Span<float> reconstruction)
    {
        var memory = Borrow();
        for (int row = 0; row < features.Length / _features.Count; row++)
        {
            Load(features, row, memory);
            _network.Encode(memory);
            DecodeMean(memory.Mean, memory, Row(reconstruction, row));
        }

        _idle.Add(memory);
    }

    public void Score(ReadOnlySpan<float> features, Span<float> scores, Span<float> featureScores)
    {
        var memory = Borrow();
        for (int row = 0; row < scores.Length; row++)
        {
            Load(features, row, memory);
            _network.Encode(memory);
            scores[row] = _scorer.Score(memory);
            if (!featureScores.IsEmpty)
                memory.FeatureScores[.._features.Count].CopyTo(Row(featureScores, row));
        }

        _idle.Add(memory);
    }

    /// <summary>Adds each row's KL divergence by latent dimension, [latent], in nats.</summary>
    public void AddKl(ReadOnlySpan<float> features, Span<double> kl)
    {
        var memory = Borrow();
        for (int row = 0; row < features.Length / _features.Count; row++)
        {
            Load(features, row, memory);
            _network.Encode(memory);
            for (int j = 0; j < kl.Length; j++)
                kl[j] += Divergence.Of(memory.Mean[j], memory.LogVariance[j]);
        }

        _idle.Add(memory);
    }

    public void Generate(Span<float> rows, int seed, long firstRow, bool sampleLikelihood)
    {
        var memory = Borrow();
        for (int row = 0; row < rows.Length / _features.Count; row++)
            _generator.Generate(Row(rows, row), seed, firstRow + row, sampleLikelihood, memory);
        _idle.Add(memory);
    }

    public void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> path, int steps)
    {
        Span<float> ends = stackalloc float[2 * LatentDimension];
        Encode(from, ends[..LatentDimension], []);
        Encode(to, ends[LatentDimension..], []);
        var memory = Borrow();
        var z = memory.Sample;
        for (int step = 0; step < steps; step++)
        {
            float share = step / (steps - 1f);
            for (int j = 0; j < LatentDimension; j++)
                z[j] = (1 - share) * ends[j] + share * ends[LatentDimension + j];
            DecodeMean(z, memory, Row(path, step));
        }

        _idle.Add(memory);
    }

    private Span<float> Row(Span<float> rows, int row) => rows.Slice(row * _features.Count, _features.Count);

    private void Load(ReadOnlySpan<float> rows, int row, RowMemory memory)
    {
        var values = rows.Slice(row * _features.Count, _features.Count);
        var standardised = memory.Row;
        for (int d = 0; d < values.Length; d++)
            standardised[d] = _features.ToModelUnits(values[d], d);
    }

    private void DecodeMean(ReadOnlySpan<float> z, RowMemory memory, Span<float> row)
    {
        var output = _network.Decode(z, memory);
        for (int d = 0; d < row.Length; d++)
            row[d] = _generator.Mean(output[d], d);
    }

    private RowMemory Borrow() => _idle.TryTake(out var memory) ? memory : new RowMemory(_network, _features.Count, LatentDimension);
}

using BenchmarkDotNet.Attributes;

namespace MLNet.Vae.Benchmarks.Rows;

/// <summary>A row of VaeModel: alone, among others, and among others on all threads.</summary>
public class ModelRows
{
    private const int Count = 100_000, Chunk = 1000;

    private readonly VaeModel _model = Table.Model();
    private readonly float[] _rows = Table.Rows(Count), _embedding = new float[Count * Table.Latent], _scores = new float[Count];

    [Benchmark]
    public void EncodeOne() => _model.Encode(_rows.AsSpan(0, Table.Features), _embedding.AsSpan(0, Table.Latent));

    [Benchmark]
    public void ScoreOne() => _model.Score(_rows.AsSpan(0, Table.Features), _scores.AsSpan(0, 1));

    [Benchmark(OperationsPerInvoke = Count)]
    public void EncodeMany() => _model.Encode(_rows, _embedding);

    [Benchmark(OperationsPerInvoke = Count)]
    public void ScoreMany() => _model.Score(_rows, _scores);

    [Benchmark(OperationsPerInvoke = Count)]
    public void ScoreManyOnAllThreads() => Parallel.For(0, Count / Chunk, chunk => _model.Score(
        _rows.AsSpan(chunk * Chunk * Table.Features, Chunk * Table.Features), _scores.AsSpan(chunk * Chunk, Chunk)));
}

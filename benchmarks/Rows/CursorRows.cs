using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Benchmarks.Rows;

/// <summary>A row of ML.NET's cursor: read from memory, and with a column that is computed.</summary>
public class CursorRows
{
    private const int Rows = 20_000;

    private readonly MLContext _context = new(seed: 1);
    private IDataView _source = null!, _embedding = null!, _scored = null!, _onnx = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _source = _context.Data.Cache(_context.Data.LoadFromEnumerable(Table.Objects(Rows)));
        var encoder = _context.Transforms.VaeEncode(Table.Options()).Fit(_source);
        _embedding = encoder.Transform(_source);
        _scored = encoder.AsAnomalyScorer().Transform(_source);

        string path = Path.Combine(AppContext.BaseDirectory, "rows.onnx");
        encoder.Model.Save(path);
        var onnx = _context.Transforms.CopyColumns("features", "Features")
            .Append(_context.Transforms.ApplyOnnxModel(["Embedding", "Score"], ["features"], path));
        _onnx = onnx.Fit(_source).Transform(_source);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public long Source() => Read<VBuffer<float>>(_source, "Features");

    [Benchmark(OperationsPerInvoke = Rows)]
    public long VaeEncode() => Read<VBuffer<float>>(_embedding, "Embedding");

    [Benchmark(OperationsPerInvoke = Rows)]
    public long Score() => Read<float>(_scored, "Score");

    [Benchmark(OperationsPerInvoke = Rows)]
    public void ScoreOnAllThreads()
    {
        var column = _scored.Schema["Score"];
        var cursors = _scored.GetRowCursorSet([column], Environment.ProcessorCount);
        Task.WaitAll([.. cursors.Select(cursor => Task.Run(() => Read<float>(cursor, column)))]);
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public long ApplyOnnxModel() => Read<VBuffer<float>>(_onnx, "Embedding");

    // GetRowCursor may read with several threads; a set of one does not.
    private static long Read<T>(IDataView data, string name) =>
        Read<T>(data.GetRowCursorSet([data.Schema[name]], 1)[0], data.Schema[name]);

    private static long Read<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        long rows = 0;
        using (cursor)
        {
            var getter = cursor.GetGetter<T>(column);
            T value = default!;
            for (; cursor.MoveNext(); rows++)
                getter(ref value);
        }

        return rows;
    }
}

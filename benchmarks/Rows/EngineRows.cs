using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Benchmarks.Rows;

/// <summary>A row of ML.NET's PredictionEngine: through a transformer that does nothing, and through a model.</summary>
public class EngineRows
{
    private readonly MLContext _context = new(seed: 1);
    private readonly Table.Row _row = Table.Objects(1)[0];
    private PredictionEngine<Table.Row, Nothing> _nothing = null!;
    private PredictionEngine<Table.Row, Embedded> _encoder = null!;
    private PredictionEngine<Table.Row, Scored> _scorer = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var data = _context.Data.LoadFromEnumerable(Table.Objects(1000));
        var encoder = _context.Transforms.VaeEncode(Table.Options()).Fit(data);
        _nothing = _context.Model.CreatePredictionEngine<Table.Row, Nothing>(new TransformerChain<ITransformer>());
        _encoder = _context.Model.CreatePredictionEngine<Table.Row, Embedded>(encoder);
        _scorer = _context.Model.CreatePredictionEngine<Table.Row, Scored>(encoder.AsAnomalyScorer());
    }

    [Benchmark(Baseline = true, Description = "Nothing")]
    public object NoModel() => _nothing.Predict(_row);

    [Benchmark]
    public object VaeEncode() => _encoder.Predict(_row);

    [Benchmark]
    public object Score() => _scorer.Predict(_row);

    public sealed class Nothing;

    public sealed class Embedded
    {
        public float[] Embedding { get; set; } = [];
    }

    public sealed class Scored
    {
        public float Score { get; set; }
    }
}

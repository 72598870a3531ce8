using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// A fitted model as ONNX nodes over one input. Asking for an output adds what it needs to the sink and is not there yet, so that a graph
/// holds no more than what was asked for. Each output is the name of a value in the sink.
/// </summary>
internal sealed class VaeGraph
{
    private readonly FittedWeights _fitted;
    private readonly Calibration _calibration;
    private readonly GraphValue _input;
    private readonly GraphValue? _context, _contextIsMissing; // null for a model without context

    /// <param name="fitted">The model.</param>
    /// <param name="sink">Where to add.</param>
    /// <param name="input">
    /// The sink's name for the rows, [N, features], in the input's units; NaN where a value is missing. For <see cref="Decoded"/>, that of
    /// latent vectors, [N, latent].
    /// </param>
    /// <param name="context">The sink's name for the contexts, [N, context], in the input's units; null for a model without.</param>
    public VaeGraph(FittedModel fitted, IGraphSink sink, string input, string? context)
    {
        (_fitted, _calibration) = (fitted.Weights, fitted.Calibration);
        _input = new GraphBuilder(sink).Value(input);
        if (context is not null)
            (_context, _contextIsMissing) = ContextGraph.Standardize(_fitted, _input.Graph.Value(context));
    }

    /// <summary>μ(x), [N, latent].</summary>
    public string Embedding => Posterior.Mean.Name;

    /// <summary>log σ²(x), [N, latent].</summary>
    public string LogVariance => Posterior.LogVariance.Name;

    /// <summary>The decoder's mean at z = μ(x) in the input's units, [N, features].</summary>
    public string Reconstruction => field ??= LikelihoodGraph.Mean(_fitted, DecodedMean).Name;

    /// <summary>The input, with the reconstruction of the values that are missing, [N, features].</summary>
    public string Imputed => field ??= FeatureGraph.Missing(_fitted.Features.Missing, _input).Choose(Filled, _input).Name;

    /// <summary>The decoder alone: the mean of p(x | z) at z = the input, in the units of the features, [N, features].</summary>
    public string Decoded => field ??= LikelihoodGraph.Mean(_fitted, NetworkGraph.Decode(_fitted, ContextGraph.Append(_input, _context))).Name;

    /// <summary>In nats, [N, 1].</summary>
    public string Score => Scores.Score.Name;

    /// <summary>In nats, [N, features].</summary>
    public string FeatureScores => Scores.FeatureScores.Name;

    /// <summary>[N, 1].</summary>
    public string PValue => field ??= PValueGraph.Create(_calibration.Scores, Scores.Score).Name;

    /// <summary>Boolean, [N, 1].</summary>
    public string PredictedLabel => field ??= (Scores.Score > Threshold).Name;

    // A slot that is missing in a category which has a value is known to be 0.
    private GraphValue Filled => _fitted.Features.Blocks.Count == 0
        ? _input.Graph.Value(Reconstruction)
        : Rows.Missing.Choose(_input.Graph.Value(Reconstruction), _input.Graph.Number(0));

    private GraphValue Threshold => _input.Graph.Tensor(InitializerNames.Threshold, new[] { _calibration.Threshold });

    private RowValues Rows => field ??= FeatureGraph.Standardize(_fitted.Features, _input) with { Context = _context };

    private PosteriorValues Posterior => field ??= NetworkGraph.Encode(_fitted, GapGraph.EncoderInput(_fitted, Rows), _context);

    private GraphValue DecodedMean => field ??= NetworkGraph.Decode(_fitted, ContextGraph.Append(Posterior.Mean, _context));

    private ScoreValues Scores => field ??= InContext(_fitted.Deterministic
        ? ScoreGraph.Deterministic(_fitted, Rows, DecodedMean)
        : ScoreGraph.Sampled(_fitted, Rows, Posterior));

    private ScoreValues InContext(ScoreValues scores)
    {
        if (_contextIsMissing is null)
            return scores;
        var largest = _input.Graph.Number(float.MaxValue);
        return new(_contextIsMissing.Choose(largest, scores.Score), _contextIsMissing.Choose(largest, scores.FeatureScores));
    }
}

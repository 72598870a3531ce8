using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Training;

/// <summary>All that a backend needs: every option resolved, every random number determined.</summary>
internal sealed class TrainingPlan
{
    public TrainingPlan(IRowSource data, VaeOptions options)
    {
        Data = data;
        Noise = new NoiseSource(options.Seed ?? 0);
        Width = WidthDiagnosis.Create(data, options);
        var missing = new MissingCodes([.. options.MissingValues]);
        Context = ContextStatistics.Learn(data, missing);
        Statistics = FeatureStatistics.Learn(
            data,
            SlotLikelihoods.Resolve(options, data.FeatureCount),
            missing,
            CategoricalBlocks.Resolve(options, data.FeatureCount));
        Architecture = NetworkArchitecture.From(options, data.FeatureCount, data.RowCount, data.ContextCount) with { BinCount = Statistics.Bins.Count };
        Layout = new ParameterLayout(Architecture, Features.Groups, options);
        Schedule = new TrainingSchedule(options, data.RowCount);
        Deterministic = options.Deterministic;
        Samples = options.Deterministic ? 1 : options.NumberOfMonteCarloSamples;
        InputNoise = (float)options.InputNoise;
        Contamination = options.Contamination;
        InputMasking = (float)options.InputMasking;
        MaximumGradientNorm = options.MaximumGradientNorm;
        NumberOfThreads = options.EffectiveThreads;
        ChoosesNumberOfThreads = options.NumberOfThreads is null;
        ScoringNoise = Model.ScoringNoise.Draw(
            Noise, options.Deterministic ? 0 : options.NumberOfScoringSamples, Architecture.LatentDimension);
        ScoreBound = options.ScoreBound;
        InitialParameters = Initialization.Parameters(Layout, Features, Noise, Statistics.Blocks, Statistics.Bins);
    }

    public IRowSource Data { get; }

    public NoiseSource Noise { get; }

    public NetworkArchitecture Architecture { get; }

    public ParameterLayout Layout { get; }

    public FeatureStatistics Statistics { get; }

    /// <summary>What is to be said of the number of features; mostly nothing.</summary>
    public VaeDiagnostic? Width { get; }

    public FeatureMap Features => Statistics.Map;

    /// <summary>How a row's context is taken.</summary>
    public ContextMap Context { get; }

    public TrainingSchedule Schedule { get; }

    public bool Deterministic { get; }

    /// <summary>Latent samples per row and step.</summary>
    public int Samples { get; }

    /// <summary>Deviation of the noise on the encoder's input, in standardized units.</summary>
    public float InputNoise { get; }

    /// <summary>Share of the values that are hidden from the encoder.</summary>
    public float InputMasking { get; }

    public double MaximumGradientNorm { get; }

    /// <summary>Share of anomalies among the rows.</summary>
    public double Contamination { get; }

    /// <summary>The threads to train with, or at most to train with.</summary>
    public int NumberOfThreads { get; }

    /// <summary>Whether a step may be taken by fewer: nobody asked for a number.</summary>
    public bool ChoosesNumberOfThreads { get; init; }

    /// <summary>The noise vectors a row will be scored with, [samples, latent]; one of zeros for a deterministic model.</summary>
    public float[] ScoringNoise { get; }

    public VaeScoreBound ScoreBound { get; }

    /// <summary>As <see cref="Layout"/> lays them out.</summary>
    public float[] InitialParameters { get; }

    /// <summary>The model as it stands.</summary>
    /// <param name="parameters">As <see cref="Layout"/> lays them out.</param>
    public FittedWeights Weights(float[] parameters) => new()
    {
        Architecture = Architecture,
        Features = Features,
        Context = Context,
        Parameters = parameters,
        ScoringNoise = ScoringNoise,
        ScoreBound = ScoreBound,
        Deterministic = Deterministic,
    };

    /// <summary>What comes of a training.</summary>
    /// <param name="parameters">As <see cref="Layout"/> lays them out.</param>
    /// <param name="cancellationToken">Stops what is learned of the rows.</param>
    public TrainingOutcome Finish(float[] parameters, CancellationToken cancellationToken)
    {
        var weights = Weights(parameters);
        var inference = RowInference.Create(weights);
        var normal = Contamination > 0 ? WithoutAnomalies(inference, cancellationToken) : Data;
        var gaps = GapLearning.Learn(this, inference, normal, cancellationToken);
        return new(weights with { Gaps = gaps }, inference.With(gaps), normal);
    }

    // Those that score highest are taken for the anomalies among the rows: nothing of them is what a normal row is like.
    private RowSubset WithoutAnomalies(RowInference inference, CancellationToken cancellationToken)
    {
        float[] scores = RowScores.Compute(inference, Data, Architecture.LatentDimension, NumberOfThreads, cancellationToken).Scores;
        int kept = Data.RowCount - (int)(Contamination * Data.RowCount);
        return new RowSubset(Data, [.. Enumerable.Range(0, Data.RowCount).OrderBy(row => scores[row]).Take(kept).Order()]);
    }
}

using MLNet.Vae.Model;

namespace MLNet.Vae;

/// <summary>
/// How a variational autoencoder is built, trained and scored. Every option has a default that is meant to be left alone at first.
/// They are checked together when training begins: one <see cref="ArgumentException"/> names every option that is out of range.
/// </summary>
public class VaeOptions
{
    /// <summary>
    /// Size L of the latent vector, 1 to 4096. Default null: half the number of features, at most 8 and at least 2 (1 where there are one
    /// or two features); above 256 features a twenty-fourth of them, 8 to 32.
    /// </summary>
    public int? LatentDimension { get; set; }

    /// <summary>
    /// What kind of layers encoder and decoder are made of: <see cref="VaeArchitecture.FullyConnected"/>, or for images
    /// <c>VaeArchitecture.Convolutional</c>, which TorchSharp trains (the application references the packages MLNet.Vae.TorchSharp and
    /// TorchSharp-cpu) and which takes no context. Default null: fully connected.
    /// </summary>
    public VaeArchitecture? Architecture { get; set; }

    /// <summary>
    /// Widths of the encoder's hidden layers, first to last, each 1 to 65,536; the decoder has them in reverse. Default null: 64, 32; and
    /// 128, 64 from 2,048 training rows on or above 256 features. Empty gives a linear model. In a convolutional network they stand between
    /// the convolutions and the latent vector, and null stands for none.
    /// </summary>
    public IReadOnlyList<int>? HiddenLayers { get; set; }

    /// <summary>The activation of the hidden layers of encoder and decoder. Default <see cref="VaeActivation.Silu"/>.</summary>
    public VaeActivation Activation { get; set; } = VaeActivation.Silu;

    /// <summary>
    /// The likelihood of every feature. Default <see cref="VaeLikelihood.Auto"/>: chosen per feature from the training rows, Binary where
    /// they hold both 0 and 1 and nothing else, Constant where they are all the same, Gaussian otherwise; Categorical for
    /// <see cref="CategoricalBlocks"/>.
    /// </summary>
    public VaeLikelihood Likelihood { get; set; } = VaeLikelihood.Auto;

    /// <summary>
    /// The likelihoods of some slots by hand, in the place of <see cref="Likelihood"/>. A key is the number of a slot, <c>"3"</c>, or a range,
    /// <c>"3..6"</c> (6 is behind the last one), and in ML.NET the name of a slot too, which goes before a number. Slots of a category
    /// are not among them: in ML.NET a block that OneHotEncoding made is none where a key names one of its slots. Default null: none.
    /// </summary>
    public IReadOnlyDictionary<string, VaeLikelihood>? Likelihoods { get; set; }

    /// <summary>
    /// Values that stand for a missing one in the data, such as −9999: in training and in scoring they are what NaN is. Numbers or infinities,
    /// each once; compared as float32, in every feature. Default empty. A code that another column has as a true value is to be replaced by NaN
    /// in its own column instead.
    /// </summary>
    public IReadOnlyList<float> MissingValues { get; set; } = [];

    /// <summary>
    /// Blocks of neighboring slots each of which is the one-hot encoding of one category, such as <c>[0..3, 3..8]</c>: at least two slots,
    /// counted from the start, ascending, none in two blocks. Their likelihood is Categorical; where training rows have more than one 1
    /// in a block, or other numbers than 0 and 1, its slots have the likelihood of the others, and a diagnostic says so. Default null: none,
    /// and in ML.NET under <see cref="VaeLikelihood.Auto"/> those that OneHotEncoding leaves in the column's annotations.
    /// </summary>
    public IReadOnlyList<Range>? CategoricalBlocks { get; set; }

    /// <summary>
    /// Variance of every Gaussian feature in standardized units, 0.0025 to 50. Default null: one learned variance per feature. 0.5 makes
    /// the negative log likelihood the squared error ‖x − x̂‖² plus a constant. Ignored by features of another likelihood.
    /// </summary>
    public double? FixedVariance { get; set; }

    /// <summary>
    /// Degrees of freedom of every Student-t feature, 1 to 200: the fewer, the heavier the tails. Default null: learned for each feature, from
    /// 5 on. Ignored by features of another likelihood.
    /// </summary>
    public double? DegreesOfFreedom { get; set; }

    /// <summary>
    /// Weight β of the KL divergence in the training loss, 0 to 1000. Default 1. Higgins et al. 2017 (β-VAE). Scores always use 1.
    /// </summary>
    public double Beta { get; set; } = 1;

    /// <summary>Share of the training steps over which β grows linearly from 0 to <see cref="Beta"/>, 0 to 1. Default 0.3.</summary>
    public double KlWarmUp { get; set; } = 0.3;

    /// <summary>
    /// Uses z = μ(x) instead of a sample, in training and in scoring. With <see cref="Beta"/> 0 that is the plain autoencoder. A score is
    /// then the negative log likelihood at μ alone, without KL divergence. Default false.
    /// </summary>
    public bool Deterministic { get; set; }

    /// <summary>
    /// Number of noise vectors drawn per row and training step, 1 to 64. Default 1. Ignored when <see cref="Deterministic"/>.
    /// </summary>
    public int NumberOfMonteCarloSamples { get; set; } = 1;

    /// <summary>
    /// Deviation of the Gaussian noise added to the encoder's input in training, in standardized units, 0 to 10. Default 0. Above 0 the
    /// model is a denoising autoencoder: it is still asked for the clean row. Missing values stay missing.
    /// </summary>
    public double InputNoise { get; set; }

    /// <summary>
    /// Share of the values that are hidden from the encoder in training, at random and anew in each step, 0 to 0.9. Default 0. Above 0, as in
    /// <see cref="ForImputation()"/>, the model learns to tell a value from the others of its row, which is what filling gaps takes: it is
    /// asked for the hidden ones, too. A category is hidden as a whole.
    /// </summary>
    public double InputMasking { get; set; }

    /// <summary>Rows in one training step, 1 to 65,536. Default 256. All rows where there are fewer.</summary>
    public int BatchSize { get; set; } = 256;

    /// <summary>
    /// Passes over the training rows, 1 to 1,000,000. Default null: as many as make about 3,000 steps, at least 1, or fewer where
    /// <see cref="EarlyStoppingPatience"/> says so.
    /// </summary>
    public int? NumberOfEpochs { get; set; }

    /// <summary>
    /// Hundredths of the training that may go by without a lower loss of rows that are not learned from, 1 to 100: then it ends, and the model is
    /// that of the lowest loss. Of 2,048 rows or more such rows are held out. Fewer are all learned from; other trainings, each without a part of
    /// them, say before how many passes serve. Default null: 20, and where <see cref="NumberOfEpochs"/> is given so many passes are made. Ignored
    /// where <see cref="ValidationFraction"/> is 0.
    /// </summary>
    public int? EarlyStoppingPatience { get; set; }

    /// <summary>
    /// Share of the rows that is held out of the training, 0 to 0.5: they say when to stop it, and set threshold and p-values. Above 0, so many
    /// are held out, at least one, however many rows there are. At 0 the model learns from all rows, for as long as <see cref="NumberOfEpochs"/>
    /// says, and no other is trained. That suits embeddings and generated rows, but not alarms: threshold and p-values then come from the scores
    /// of the rows that were learned from, and fresh ones score higher. Default null: of 2,048 rows or more a fifth, but at most 1,000, or a
    /// tenth, but at most 10,000, whichever is more; of fewer none, but other models are trained, each without a part of the rows.
    /// </summary>
    public double? ValidationFraction { get; set; }

    /// <summary>
    /// The learning rate of Adam, or its peak where <see cref="LearningRateSchedule"/> changes it, above 0 and at most 1. Default 0.004. That
    /// suits one cycle; at a constant rate most networks want less.
    /// </summary>
    public double LearningRate { get; set; } = 4e-3;

    /// <summary>
    /// How the learning rate goes over the steps. Default <see cref="VaeLearningRateSchedule.OneCycle"/>: from a twenty-fifth of
    /// <see cref="LearningRate"/> up to it over 30 % of the steps, then down to a ten-thousandth of its start.
    /// </summary>
    public VaeLearningRateSchedule LearningRateSchedule { get; set; } = VaeLearningRateSchedule.OneCycle;

    /// <summary>
    /// The Euclidean norm to which a larger gradient is scaled down, above 0. Default 5. <see cref="double.PositiveInfinity"/> turns it
    /// off.
    /// </summary>
    public double MaximumGradientNorm { get; set; } = 5;

    /// <summary>
    /// Number of fixed noise vectors with which a row is scored, 1 to 1,024; they come in pairs ±ε. Default 8. They are part of the fitted
    /// model, so that a score is the same each time. Ignored when <see cref="Deterministic"/>.
    /// </summary>
    public int NumberOfScoringSamples { get; set; } = 8;

    /// <summary>The bound that a score is. Default <see cref="VaeScoreBound.Elbo"/>. Ignored when <see cref="Deterministic"/>.</summary>
    public VaeScoreBound ScoreBound { get; set; } = VaeScoreBound.Elbo;

    /// <summary>
    /// Share of fresh normal rows, such as were trained on, that may raise an alarm, above 0 and at most 0.5. It sets the threshold: n rows
    /// that were not trained on can promise k/(n + 1), and the nearest to what is asked for is taken. It lies between two scores by more than
    /// rounding, so that rows that are equal are on one side of it, in every runtime. Default 0.05.
    /// </summary>
    public double FalseAlarmRate { get; set; } = 0.05;

    /// <summary>
    /// Share of anomalies among the training rows, 0 to 0.5. Default 0: all are normal. Above 0, the training leaves out twice that share, at
    /// most half, of its rows: those that look the most anomalous so far, chosen anew ten times. Threshold and p-values then leave so many of
    /// the highest scores out as this says, as those of anomalies. Rows with a wrong cell that was found are left out in any case, and count as
    /// part of the share. A rough guess serves; on rows that are all normal it costs one or two hundredths of area under the ROC curve.
    /// </summary>
    public double Contamination { get; set; }

    /// <summary>
    /// Seed of every random number, any whole number. The same seed, data and options give the same model, whatever the number of threads
    /// (with TorchSharp: up to rounding). Default null: 0, and in ML.NET a number drawn from the <c>MLContext</c>.
    /// </summary>
    public int? Seed { get; set; }

    /// <summary>
    /// Threads used for training, and for reading its data in ML.NET, 1 to 1024. Default null: one per processor, of which the managed backend
    /// takes all or one, whichever it finds the faster while it trains. It changes the time only: no result of the managed backend, and
    /// TorchSharp's by rounding.
    /// </summary>
    public int? NumberOfThreads { get; set; }

    /// <summary>
    /// Options for a model that is to fill gaps: InputMasking 0.2, Beta 0.2, HiddenLayers 128, 128 and LatentDimension 32, as they were found to
    /// fill best; everything else as it is by default. Such a model scores anomalies less well.
    /// </summary>
    public static VaeOptions ForImputation() => ForImputation(new VaeOptions());

    private protected static T ForImputation<T>(T options)
        where T : VaeOptions
    {
        options.InputMasking = 0.2;
        options.Beta = 0.2;
        options.HiddenLayers = [128, 128];
        options.LatentDimension = 32;
        return options;
    }

    /// <summary>The most that a null of <see cref="NumberOfThreads"/> stands for; fewer where several trainings run at once.</summary>
    internal int MaxThreads { get; set; } = Environment.ProcessorCount;

    /// <summary><see cref="NumberOfThreads"/>, or the most that its null stands for.</summary>
    internal int EffectiveThreads => NumberOfThreads ?? MaxThreads;

    /// <summary>
    /// What trains: <see cref="VaeBackend.Managed"/>, or <c>TorchSharpBackend.Cpu</c> or <c>TorchSharpBackend.Cuda</c> of the package
    /// MLNet.Vae.TorchSharp. Default null: the one that is likely to be the fastest on the CPU, by the number of threads and the size of the
    /// network; a CUDA device is used only where it is asked for. The choice changes the time, and the result by rounding; the log of ML.NET
    /// names it. Scoring is always on the CPU, and needs no backend.
    /// </summary>
    public VaeBackend? Backend { get; set; }

    /// <summary>A copy that shares nothing that can change: what is trained with is settled when a training begins.</summary>
    internal VaeOptions Copy()
    {
        var copy = (VaeOptions)MemberwiseClone();
        copy.HiddenLayers = HiddenLayers is null ? null : [.. HiddenLayers];
        copy.MissingValues = MissingValues is null ? null! : [.. MissingValues];
        copy.Likelihoods = Likelihoods is null ? null : new Dictionary<string, VaeLikelihood>(Likelihoods);
        copy.CategoricalBlocks = CategoricalBlocks is null ? null : [.. CategoricalBlocks];
        return copy;
    }

    /// <summary>Checks all options at once. Training does so too, before any work.</summary>
    /// <exception cref="ArgumentException">One or more options are out of range; the message names every one, what it is and what was
    /// expected.</exception>
    public void Validate() => OptionsValidation.Validate(this);
}

namespace MLNet.Vae;

public sealed partial class VaeEstimator
{
    /// <summary>
    /// Options of a <see cref="VaeEstimator"/>: those of the model and its training, and how it meets ML.NET. An estimator takes a copy, so
    /// that later changes have no effect on it.
    /// </summary>
    public sealed class Options : VaeOptions
    {
        /// <summary>Name of the column to read, a Vector&lt;Single&gt; of known size; not empty. Default "Features".</summary>
        public string InputColumnName { get; set; } = "Features";

        /// <summary>
        /// Name of the column of posterior means that a featurizer adds; not empty. Default "Embedding". Ignored by an anomaly scorer.
        /// </summary>
        public string OutputColumnName { get; set; } = "Embedding";

        /// <summary>Told about the training about a hundred times, on the thread that calls Fit. Default null.</summary>
        public IProgress<VaeTrainingProgress>? Progress { get; set; }

        /// <summary>Stops the reading of the data between two rows, and the training between two steps. Default none.</summary>
        public CancellationToken CancellationToken { get; set; }

        internal new Options Copy() => (Options)base.Copy();
    }
}

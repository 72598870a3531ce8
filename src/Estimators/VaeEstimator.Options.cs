namespace MLNet.Vae;

public sealed partial class VaeEstimator
{
    /// <summary>
    /// Options of a <see cref="VaeEstimator"/>: those of the model and its training, and how it meets ML.NET. An estimator takes a copy, so
    /// that later changes have no effect on it. Each column that one fitted model can add has a name here: what an estimator is made for, it
    /// adds whether it is named or not, and the others where they are.
    /// </summary>
    public sealed class Options : VaeOptions
    {
        /// <summary>Name of the column to read, a Vector&lt;Single&gt; of known size; not empty. Default "Features".</summary>
        public string FeatureColumnName { get; set; } = "Features";

        /// <summary>
        /// Name of a column of contexts to read, a Vector&lt;Single&gt; of known size: hour of the day, machine, product, as numbers or one-hot
        /// slots. The model is then of the features given the context: a value that is normal at noon may be an anomaly at night, and the
        /// context itself is not scored. None of its values may be missing. Default null: no context.
        /// </summary>
        public string? ContextColumnName { get; set; }

        /// <summary>
        /// Name of a column of posterior means to add, Vector&lt;Single, L&gt;; not empty. Default null: Embedding from
        /// <c>Transforms.VaeEncode</c>, no such column from the others.
        /// </summary>
        public string? EmbeddingColumnName { get; set; }

        /// <summary>
        /// Name of a column of reconstructions to add, Vector&lt;Single, D&gt;: what the model expects, in the input's units; not empty.
        /// Default null: Reconstruction from <c>Transforms.VaeReconstruct</c>, no such column from the others.
        /// </summary>
        public string? ReconstructionColumnName { get; set; }

        /// <summary>
        /// Name of a column to add that has the input with its missing values (NaN, and the codes of <see cref="VaeOptions.MissingValues"/>) filled in by the reconstruction, Vector&lt;Single, D&gt;;
        /// not empty. Default null: Imputed from <c>Transforms.VaeImpute</c>, no such column from the others.
        /// </summary>
        public string? ImputedColumnName { get; set; }

        /// <summary>
        /// Seed of one draw of a multiple imputation: each gap of that column gets a draw in place of the reconstruction, the same for the same
        /// seed and row, any whole number. <c>VaeTransformer.AsImputer</c> gives the others of the same model. With a
        /// <see cref="VaeOptions.Beta"/> below 1 draws spread less than the truth: for this use, train with 1. Default null: the
        /// reconstruction. Ignored where there is no column of imputed rows.
        /// </summary>
        public int? ImputationDrawSeed { get; set; }

        /// <summary>
        /// Whether the transformer puts slots in order by their names where data has those of the training in another order, which is an
        /// error otherwise. Columns by feature keep the order of the training. Default false. Ignored where the training data or the data at
        /// hand has no slot names.
        /// </summary>
        public bool ReorderSlots { get; set; }

        /// <summary>Told about the training about a hundred times, on the thread that calls Fit. Default null.</summary>
        public IProgress<VaeTrainingProgress>? Progress { get; set; }

        /// <summary>Stops the reading of the data between two rows, and the training between two steps and after the last. Default none.</summary>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>
        /// Options for an estimator that is to fill gaps, as <see cref="VaeOptions.ForImputation()"/>. <c>Transforms.VaeImpute</c> has them where no
        /// options are given.
        /// </summary>
        public static new Options ForImputation() => ForImputation(new Options());

        internal new Options Copy() => (Options)base.Copy();
    }
}

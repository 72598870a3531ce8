namespace MLNet.Vae;

public sealed partial class VaeDecodingEstimator
{
    /// <summary>Options of a <see cref="VaeDecodingEstimator"/>.</summary>
    public sealed class Options
    {
        /// <summary>
        /// Name of the column of latent vectors to read, a Vector&lt;Single, L&gt; with the model's L; not empty. Default "Embedding".
        /// </summary>
        public string InputColumnName { get; set; } = "Embedding";

        /// <summary>
        /// Name of the column of contexts to read, a Vector&lt;Single&gt; of the model's size. Default null: none. Must be there for a model
        /// that was trained with a context, and null for one without.
        /// </summary>
        public string? ContextColumnName { get; set; }

        /// <summary>Name of the column of decoded features to add; not empty. Default "Features".</summary>
        public string OutputColumnName { get; set; } = "Features";

        /// <summary>
        /// Names of the features, as many as the model has, to become the slot names of the added column;
        /// <see cref="VaeTransformer.SlotNames"/> has those of the training data. Default null: no names.
        /// </summary>
        public IReadOnlyList<string>? SlotNames { get; set; }
    }
}

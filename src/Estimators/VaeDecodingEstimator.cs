using Microsoft.ML;
using MLNet.Vae.MlNet;

namespace MLNet.Vae;

/// <summary>
/// Maps a column of latent vectors back to features with the decoder of a fitted model. There is nothing to learn: Fit checks the column
/// and gives the transformer. It never changes and may be used from any number of threads at once.
/// </summary>
public sealed partial class VaeDecodingEstimator : IEstimator<VaeDecodingTransformer>
{
    private readonly VaeDecodingTransformer _transformer;

    internal VaeDecodingEstimator(VaeModel model, Options options) => _transformer = new VaeDecodingTransformer(model, options);

    /// <summary>Checks the latent column and gives the transformer.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column read is missing or not a Vector&lt;Single&gt; of the model's latent
    /// dimension.</exception>
    public VaeDecodingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.Bind(input.Schema, nameof(input));
        return _transformer;
    }

    /// <summary>The columns that transformed data will have.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column read is missing or not a Vector&lt;Single&gt; of known size.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _transformer.Input.Find(inputSchema, nameof(inputSchema));
        _transformer.Context?.Find(inputSchema, nameof(inputSchema));
        return SchemaShapes.Append(inputSchema, [_transformer.Added.Description]);
    }
}

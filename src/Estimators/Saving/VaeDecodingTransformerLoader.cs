using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Vae;
using MLNet.Vae.Saving;

[assembly: LoadableClass(
    typeof(VaeDecodingTransformer),
    typeof(VaeDecodingTransformerLoader),
    null,
    typeof(SignatureLoadModel),
    "VAE decoder",
    TransformerKind.DecodingLoader)]

namespace MLNet.Vae.Saving;

/// <summary>What ML.NET calls when it meets a <see cref="VaeDecodingTransformer"/> in a zip.</summary>
internal static class VaeDecodingTransformerLoader
{
    private static VaeDecodingTransformer Create(IHostEnvironment environment, ModelLoadContext context) =>
        TransformerZip.Load(context, TransformerKind.Decoding, VaeDecodingTransformer.Create);
}

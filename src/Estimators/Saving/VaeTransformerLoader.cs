using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Vae;
using MLNet.Vae.Saving;

[assembly: LoadableClass(
    typeof(VaeTransformer), typeof(VaeTransformerLoader), null, typeof(SignatureLoadModel), "VAE", TransformerKind.VaeLoader)]

namespace MLNet.Vae.Saving;

/// <summary>What ML.NET calls when it meets a <see cref="VaeTransformer"/> in a zip.</summary>
internal static class VaeTransformerLoader
{
    private static VaeTransformer Create(IHostEnvironment environment, ModelLoadContext context) =>
        TransformerZip.Load(context, TransformerKind.Vae, VaeTransformer.Create);
}

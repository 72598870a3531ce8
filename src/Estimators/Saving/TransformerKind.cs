namespace MLNet.Vae.Saving;

/// <summary>How ML.NET's zip tells our transformers apart.</summary>
/// <param name="ModelSignature">Eight characters that open the transformer's header.</param>
/// <param name="LoaderSignature">Name of the loader, at most 24 characters.</param>
internal sealed record TransformerKind(string ModelSignature, string LoaderSignature)
{
    public const string VaeLoader = nameof(VaeTransformer), DecodingLoader = nameof(VaeDecodingTransformer);

    public static TransformerKind Vae { get; } = new("VAETRANS", VaeLoader);

    public static TransformerKind Decoding { get; } = new("VAEDECOD", DecodingLoader);
}

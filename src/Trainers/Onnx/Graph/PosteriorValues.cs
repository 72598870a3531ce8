namespace MLNet.Vae.Onnx.Graph;

/// <summary>μ and log σ² of the graph's rows, [N, latent].</summary>
internal sealed record PosteriorValues(GraphValue Mean, GraphValue LogVariance);

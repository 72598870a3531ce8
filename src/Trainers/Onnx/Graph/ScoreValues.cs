namespace MLNet.Vae.Onnx.Graph;

/// <summary>The score of the graph's rows, [N, 1], and its split by feature, [N, features].</summary>
internal sealed record ScoreValues(GraphValue Score, GraphValue FeatureScores);

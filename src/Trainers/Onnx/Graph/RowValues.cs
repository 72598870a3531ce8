namespace MLNet.Vae.Onnx.Graph;

/// <summary>The graph's rows as the model sees them.</summary>
/// <param name="Standardized">[N, features] in the model's units, 0 where missing.</param>
/// <param name="Missing">[N, features], Boolean.</param>
/// <param name="Context">[N, context] in the model's units; null for a model without.</param>
internal sealed record RowValues(GraphValue Standardized, GraphValue Missing, GraphValue? Context = null);

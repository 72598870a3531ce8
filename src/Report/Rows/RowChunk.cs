namespace MLNet.Vae.Rows;

/// <summary>Some rows one after another.</summary>
/// <param name="First">Number of the first one, from 0.</param>
/// <param name="Features">[rows, features], in the input's units and the order of the model.</param>
/// <param name="Context">[rows, context]; empty for a model without.</param>
/// <param name="Labels">Whether each is an anomaly, [rows]; null where nobody knows.</param>
/// <param name="Names">What each is called, [rows]; null where the reading was not to name them.</param>
internal sealed record RowChunk(
    int First, ReadOnlyMemory<float> Features, ReadOnlyMemory<float> Context, bool[]? Labels, string[]? Names);

namespace MLNet.Vae.Rows;

/// <summary>Makes one vector from another and the context of its row, which is empty for a model without.</summary>
internal delegate void VectorFunction(ReadOnlySpan<float> input, ReadOnlySpan<float> context, Span<float> output);

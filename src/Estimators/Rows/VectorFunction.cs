namespace MLNet.Vae.Rows;

/// <summary>Makes one vector from another.</summary>
internal delegate void VectorFunction(ReadOnlySpan<float> input, Span<float> output);

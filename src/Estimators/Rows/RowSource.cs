namespace MLNet.Vae.Rows;

/// <summary>Makes the vector of the row of a given number.</summary>
internal delegate void RowSource(int row, Span<float> values);

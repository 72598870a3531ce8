namespace MLNet.Vae.Training;

/// <summary>Rows to learn from, in the input's units; NaN where a value is missing. Any number of threads may read at once.</summary>
internal interface IRowSource
{
    int FeatureCount { get; }

    int RowCount { get; }

    /// <summary>One row, [features].</summary>
    ReadOnlySpan<float> Row(int row);

    /// <summary>Asks for a row that will be read soon. Only a hint.</summary>
    void Prefetch(int row);
}

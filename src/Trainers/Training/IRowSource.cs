namespace MLNet.Vae.Training;

/// <summary>Rows to learn from, in the input's units; NaN where a value is missing. Any number of threads may read at once.</summary>
internal interface IRowSource
{
    int FeatureCount { get; }

    int RowCount { get; }

    /// <summary>Number of values of a row's context; 0 without context.</summary>
    int ContextCount => 0;

    /// <summary>About what the rows take in memory.</summary>
    long Bytes { get; }

    /// <summary>A row, or a piece of it.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="first">The feature of the first value.</param>
    /// <param name="room">As long as what is asked for; it may be written.</param>
    /// <returns>The values, where they lie or in <paramref name="room"/>.</returns>
    ReadOnlySpan<float> Read(int row, int first, Span<float> room);

    /// <summary>The whole context of a row.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="room">[context]; it may be written.</param>
    /// <returns>The values, where they lie or in <paramref name="room"/>.</returns>
    ReadOnlySpan<float> ReadContext(int row, Span<float> room) => [];

    /// <summary>
    /// Whether a value of a row was taken for wrong. Such a value is missing, and is learned nothing from; but the row is none that shows how normal
    /// rows score.
    /// </summary>
    bool HasWrongValue(int row) => false;

    /// <summary>Asks for a row that will be read soon. Only a hint.</summary>
    void Prefetch(int row);
}

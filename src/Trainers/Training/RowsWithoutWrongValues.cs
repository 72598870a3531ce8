using MLNet.Vae.Model;

namespace MLNet.Vae.Training;

/// <summary>Rows in which <see cref="WrongValues"/> are missing: all that a training learns is learned of these.</summary>
internal sealed class RowsWithoutWrongValues : IRowSource
{
    // Where fewer rows have none, those are too few to stand for all: then every row does, by its other values.
    private const double MinNormalShare = 0.5;

    private readonly IRowSource _source;
    private readonly WrongValues?[] _wrong; // [features]
    private readonly bool[] _hasAny; // [rows]
    private readonly bool _tells;

    private RowsWithoutWrongValues(IRowSource source, IReadOnlyList<WrongValues> wrong, MissingCodes missing)
    {
        (_source, _wrong, _hasAny) = (source, new WrongValues?[source.FeatureCount], new bool[source.RowCount]);
        foreach (var values in wrong)
            _wrong[values.Feature] = values;
        float[] room = new float[source.FeatureCount];
        for (int row = 0; row < _hasAny.Length; row++)
        {
            var values = source.Read(row, 0, room);
            foreach (var ofFeature in wrong)
                _hasAny[row] |= ofFeature.Contain(values[ofFeature.Feature]) && !missing.Contain(values[ofFeature.Feature]);
        }

        _tells = _hasAny.Count(hasAny => !hasAny) >= MinNormalShare * _hasAny.Length;
    }

    public int FeatureCount => _source.FeatureCount;

    public int RowCount => _source.RowCount;

    public int ContextCount => _source.ContextCount;

    public long Bytes => _source.Bytes + _hasAny.Length;

    /// <summary>The rows themselves where nothing is wrong; else reads them once.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="wrong">Of those features that have some.</param>
    /// <param name="missing">What stands for a missing value beside NaN, and is not wrong.</param>
    public static IRowSource Create(IRowSource source, IReadOnlyList<WrongValues> wrong, MissingCodes missing) =>
        wrong.Count == 0 ? source : new RowsWithoutWrongValues(source, wrong, missing);

    public ReadOnlySpan<float> Read(int row, int first, Span<float> room)
    {
        var values = _source.Read(row, first, room);
        if (!_hasAny[row])
            return values;
        values.CopyTo(room);
        for (int i = 0; i < room.Length; i++)
        {
            if (_wrong[first + i]?.Contain(room[i]) == true)
                room[i] = float.NaN;
        }

        return room;
    }

    public ReadOnlySpan<float> ReadContext(int row, Span<float> room) => _source.ReadContext(row, room);

    public bool HasWrongValue(int row) => _tells && _hasAny[row];

    public void Prefetch(int row) => _source.Prefetch(row);
}

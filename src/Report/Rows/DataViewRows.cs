using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;

namespace MLNet.Vae.Rows;

/// <summary>Rows of ML.NET's data.</summary>
internal sealed class DataViewRows : ReportRows
{
    private readonly IDataView _data;
    private readonly BoundInput _input;
    private readonly BoundInput? _context;
    private readonly DataViewSchema.Column? _label;
    private readonly DataViewSchema.Column? _name;

    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public DataViewRows(VaeTransformer transformer, IDataView scored, VaeDataViewReportOptions options)
    {
        Model = transformer.Model;
        _data = scored;
        (_input, _context) = transformer.FindInputs(scored.Schema, nameof(scored));
        _label = Find(options.LabelColumnName, "label", "a Boolean, or a Single of 0 and 1", RowLabel.Reads);
        _name = Find(options.RowNameColumnName, "row name", "a text or a number", RowName.Reads);
        FeatureNames = Numbered(_input.SlotNames, Model.FeatureCount);
    }

    public override VaeModel Model { get; }

    public override IReadOnlyList<string> FeatureNames { get; }

    public override IEnumerable<RowChunk> Read(bool named)
    {
        using var cursor = _data.GetRowCursor([.. Columns(named)]);
        SourceReader features = new(cursor, _input);
        ContextReader? context = _context is null ? null : new(new SourceReader(cursor, _context), _context, Model);
        var label = _label is { } labels ? RowLabel.Reader(cursor, labels) : null;
        var name = named && _name is { } names ? RowName.Reader(cursor, names) : null;
        float[] featureValues = new float[ChunkRows * Model.FeatureCount], contextValues = new float[ChunkRows * Model.ContextCount];
        int first = 0, rows;
        do
        {
            List<bool> chunkLabels = [];
            List<string> chunkNames = [];
            for (rows = 0; rows < ChunkRows && cursor.MoveNext(); rows++)
            {
                features.Read().CopyTo(featureValues.AsSpan(rows * Model.FeatureCount));
                context?.Read().CopyTo(contextValues.AsSpan(rows * Model.ContextCount));
                if (label is not null)
                    chunkLabels.Add(label());
                if (named)
                    chunkNames.Add(name?.Invoke() ?? Numbered(cursor.Position));
            }

            if (rows > 0)
            {
                yield return new RowChunk(
                    first,
                    featureValues.AsMemory(0, rows * Model.FeatureCount),
                    contextValues.AsMemory(0, rows * Model.ContextCount),
                    label is null ? null : [.. chunkLabels],
                    named ? [.. chunkNames] : null);
            }

            first += rows;
        }
        while (rows == ChunkRows);
    }

    private IEnumerable<DataViewSchema.Column> Columns(bool named)
    {
        yield return _input.Column;
        if (_context is not null)
            yield return _context.Column;
        if (_label is { } label)
            yield return label;
        if (named && _name is { } name)
            yield return name;
    }

    private DataViewSchema.Column? Find(string? name, string role, string expected, Func<DataViewType, bool> fits)
    {
        if (name is null)
            return null;
        if (_data.Schema.GetColumnOrNull(name) is not { } column)
        {
            var present = _data.Schema.Where(candidate => !candidate.IsHidden);
            throw new ArgumentException(
                $"The {role} column '{name}' must be {expected}; found no column of that name. " +
                SimilarNames.List(name, present.Select(candidate => (candidate.Name, TypeNames.Describe(candidate.Type)))),
                "options");
        }

        return fits(column.Type)
            ? column
            : throw new ArgumentException(
                $"The {role} column '{name}' must be {expected}; found {TypeNames.Describe(column.Type)}.", "options");
    }
}

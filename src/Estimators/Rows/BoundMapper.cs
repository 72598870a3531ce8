using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Rows;

/// <summary>
/// Adds columns, all computed from one vector column and the context of a second, to rows of one schema. A new column hides an older one of its name.
/// </summary>
internal sealed class BoundMapper : IRowToRowMapper
{
    private readonly VaeModel _model;
    private readonly BoundInput _input;
    private readonly BoundInput? _context;
    private readonly IReadOnlyList<AddedColumn> _added;

    /// <param name="model">What the columns are computed with.</param>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <param name="input">The column that is read.</param>
    /// <param name="context">The column of contexts; null for a model without.</param>
    /// <param name="added">The columns that are added.</param>
    public BoundMapper(
        VaeModel model, DataViewSchema inputSchema, BoundInput input, BoundInput? context, IReadOnlyList<AddedColumn> added)
    {
        _model = model;
        _input = input;
        _context = context;
        _added = added;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumns(added.Select(column => column.Description));
        InputSchema = inputSchema;
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>The column that is read.</summary>
    public DataViewSchema.Column Source => _input.Column;

    /// <summary>The columns that are read: that one, and the column of contexts where there is one.</summary>
    public IReadOnlyList<DataViewSchema.Column> Sources => _context is null ? [Source] : [Source, _context.Column];

    /// <summary>The columns that are added, the last ones of <see cref="OutputSchema"/>.</summary>
    public IReadOnlyList<AddedColumn> Added => _added;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        InputsFor(ActiveOf(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Schema != InputSchema)
            throw new ArgumentException("The row's schema is not the one that this mapper was made for.", nameof(input));
        return new MappedRow(input, Bind(input, ActiveOf(activeColumns)));
    }

    /// <summary>Marks the given columns, [output columns].</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="parameter">The caller's parameter that they came with.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is of another schema.</exception>
    public bool[] ActiveOf(
        IEnumerable<DataViewSchema.Column> columns, [CallerArgumentExpression(nameof(columns))] string parameter = "")
    {
        ArgumentNullException.ThrowIfNull(columns, parameter);
        bool[] active = new bool[OutputSchema.Count];
        foreach (var column in columns)
        {
            SchemaColumns.RequirePart(OutputSchema, column, parameter);
            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>The columns that a row must have for the active ones: themselves, and those read if an added column is active.</summary>
    public IEnumerable<DataViewSchema.Column> InputsFor(bool[] active)
    {
        int[] read = AnyAdded(active) ? [.. Sources.Select(source => source.Index)] : [];
        return InputSchema.Where(column => active[column.Index] || read.Contains(column.Index));
    }

    /// <summary>The columns of a cursor's rows.</summary>
    public MappedColumns Bind(DataViewRow input, bool[] active)
    {
        var row = AnyAdded(active) ? new ModelRow(_model.ForOneThread(), new SourceReader(input, _input), ContextOf(input)) : null;
        return new MappedColumns(input, OutputSchema, active, _added, row);
    }

    private ContextReader? ContextOf(DataViewRow input) =>
        _context is null ? null : new ContextReader(new SourceReader(input, _context), _context, _model);

    /// <summary>What the added columns are computed from in an ONNX graph.</summary>
    /// <param name="sink">The graph.</param>
    /// <param name="sources">Its values that hold <see cref="Sources"/>, [N, slots].</param>
    public VaeGraph CreateGraph(IGraphSink sink, IReadOnlyList<string> sources) => new(
        _model.Fitted,
        sink,
        Ordered(sink, "input", sources[0], _input.SlotOrder),
        _context is null ? null : Ordered(sink, "context", sources[1], _context.SlotOrder));

    private static string Ordered(IGraphSink sink, string name, string source, int[]? order)
    {
        if (order is null)
            return source;
        string slots = sink.AddConstant($"{name}.order", [.. order.Select(slot => (long)slot)], [order.Length]);
        return sink.AddNode("Gather", $"{name}.ordered", [source, slots], [GraphAttribute.Integer("axis", 1)]);
    }

    private bool AnyAdded(bool[] active) => active.AsSpan(InputSchema.Count).Contains(true);
}

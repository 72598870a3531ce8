using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Rows;

/// <summary>
/// Adds columns, all computed from one vector column, to rows of one schema. A new column hides an older one of its name.
/// </summary>
internal sealed class BoundMapper : IRowToRowMapper
{
    private readonly VaeModel _model;
    private readonly BoundInput _input;
    private readonly IReadOnlyList<AddedColumn> _added;

    /// <param name="model">What the columns are computed with.</param>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <param name="input">The column that is read.</param>
    /// <param name="added">The columns that are added.</param>
    public BoundMapper(VaeModel model, DataViewSchema inputSchema, BoundInput input, IReadOnlyList<AddedColumn> added)
    {
        _model = model;
        _input = input;
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

    /// <summary>The columns that a row must have for the active ones: themselves, and the one read if an added column is active.</summary>
    public IEnumerable<DataViewSchema.Column> InputsFor(bool[] active)
    {
        bool readsSource = AnyAdded(active);
        return InputSchema.Where(column => active[column.Index] || (readsSource && column.Index == Source.Index));
    }

    /// <summary>The columns of a cursor's rows.</summary>
    public MappedColumns Bind(DataViewRow input, bool[] active)
    {
        var row = AnyAdded(active) ? new ModelRow(_model.ForOneThread(), new SourceReader(input, _input)) : null;
        return new MappedColumns(input, OutputSchema, active, _added, row);
    }

    /// <summary>What the added columns are computed from in an ONNX graph.</summary>
    /// <param name="sink">The graph.</param>
    /// <param name="source">Its value that holds the column read, [N, slots].</param>
    public VaeGraph CreateGraph(IGraphSink sink, string source) =>
        new(_model.Fitted, sink, _input.SlotOrder is { } order ? Reorder(sink, source, order) : source);

    private static string Reorder(IGraphSink sink, string source, int[] order)
    {
        string slots = sink.AddConstant("input.order", [.. order.Select(slot => (long)slot)], [order.Length]);
        return sink.AddNode("Gather", "input.ordered", [source, slots], [GraphAttribute.Integer("axis", 1)]);
    }

    private bool AnyAdded(bool[] active) => active.AsSpan(InputSchema.Count).Contains(true);
}

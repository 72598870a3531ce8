namespace Microsoft.ML.Data;

/// <summary>Each output column is made of one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    internal readonly (string outputColumnName, string inputColumnName)[] ColumnPairs;

    private protected OneToOneTransformerBase(IHost host, params (string outputColumnName, string inputColumnName)[] columns) : base(host)
    {
        Check.NotNull(columns, nameof(columns));
        foreach (var (output, input) in columns)
        {
            Check.HasText(output, nameof(columns));
            Check.HasText(input, nameof(columns));
        }
        Check.Param(columns.DistinctBy(c => c.outputColumnName).Count() == columns.Length, nameof(columns), "An output column is named twice.");
        ColumnPairs = columns;
    }

    private protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach (var (output, input) in ColumnPairs)
        {
            ctx.SaveNonEmptyString(output);
            ctx.SaveNonEmptyString(input);
        }
    }

    private protected static (string outputColumnName, string inputColumnName)[] LoadColumns(ModelLoadContext ctx)
    {
        var pairs = new (string, string)[ctx.Reader.ReadInt32()];
        for (int i = 0; i < pairs.Length; i++)
            pairs[i] = (ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
        return pairs;
    }
}

internal abstract class OneToOneMapper : RowMapper
{
    protected readonly DataViewSchema.Column[] Inputs;

    protected OneToOneMapper(OneToOneTransformerBase parent, DataViewSchema schema) =>
        Inputs = parent.ColumnPairs.Select(p => Data.Columns.Find(schema, p.inputColumnName, "input")).ToArray();

    public override IEnumerable<int> InputsOf(int added) => [Inputs[added].Index];
}

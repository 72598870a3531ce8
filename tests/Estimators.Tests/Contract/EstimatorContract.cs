using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Contract;

/// <summary>
/// What every estimator of ours keeps to, in the terms of ML.NET's schemas. A class derived from this one names the estimator and its
/// input, and inherits the tests of both halves of the contract; the other half is <see cref="RowContract"/>.
/// </summary>
public abstract class EstimatorContract
{
    private const string VariableSize = "Vector<Single> of variable size (a property of a class needs [VectorType(n)])";

    /// <summary>The column that the estimator reads.</summary>
    protected abstract string InputColumn { get; }

    /// <summary>What the messages call that column.</summary>
    protected abstract string Role { get; }

    /// <summary>The vectors that it is fitted to, [rows][slots].</summary>
    protected abstract float[][] Rows { get; }

    /// <summary>The columns that it adds.</summary>
    protected abstract IReadOnlyList<(string Name, DataViewType Type)> Added { get; }

    protected MLContext Context { get; } = new(seed: 1);

    protected string[] AddedNames => [.. Added.Select(column => column.Name)];

    /// <summary>
    /// Types that will not do, what they are called in a schema and in a shape, which knows no sizes, and the transforms that would help.
    /// </summary>
    private static (DataViewType Type, string InSchema, string InShape, string[] Remedies)[] WrongTypes { get; } =
    [
        (NumberDataViewType.Single, "Single", "Single", ["Concatenate"]),
        (NumberDataViewType.Int32, "Int32", "Int32", ["ConvertType", "Concatenate"]),
        (BooleanDataViewType.Instance, "Boolean", "Boolean", ["ConvertType", "Concatenate"]),
        (TextDataViewType.Instance, "String", "String", ["OneHotEncoding", "FeaturizeText"]),
        (new KeyDataViewType(typeof(uint), 5), "Key<UInt32, 0-4>", "Key<UInt32>", ["MapKeyToVector"]),
        (new VectorDataViewType(NumberDataViewType.Double, 6), "Vector<Double, 6>", "Vector<Double>", ["ConvertType"]),
        (new VectorDataViewType(NumberDataViewType.Int64, 6), "Vector<Int64, 6>", "Vector<Int64>", ["ConvertType"]),
        (new VectorDataViewType(NumberDataViewType.Byte, 2, 3), "Vector<Byte, 2, 3>", "Vector<Byte>", ["ConvertType", "outputAsFloatArray"]),
        (new VectorDataViewType(BooleanDataViewType.Instance, 6), "Vector<Boolean, 6>", "Vector<Boolean>", ["ConvertType"]),
        (new VectorDataViewType(TextDataViewType.Instance, 6), "Vector<String, 6>", "Vector<String>", ["OneHotEncoding", "FeaturizeText"]),
        (new VectorDataViewType(new KeyDataViewType(typeof(uint), 5), 6), "Vector<Key<UInt32, 0-4>, 6>", "Vector<Key<UInt32>>",
            ["MapKeyToVector"]),
        (new VectorDataViewType(NumberDataViewType.Single), VariableSize, VariableSize, []),
        (DateTimeDataViewType.Instance, "DateTime", "DateTime", ["CustomMapping", "hour"]),
        (DateTimeOffsetDataViewType.Instance, "DateTimeOffset", "DateTimeOffset", ["CustomMapping", "hour"]),
        (new VectorDataViewType(DateTimeDataViewType.Instance, 6), "Vector<DateTime, 6>", "Vector<DateTime>", ["CustomMapping"]),
        (TimeSpanDataViewType.Instance, "TimeSpan", "TimeSpan", ["ConvertType", "Concatenate"]),
        (new VectorDataViewType(TimeSpanDataViewType.Instance, 6), "Vector<TimeSpan, 6>", "Vector<TimeSpan>", ["ConvertType"]),
        (RowIdDataViewType.Instance, "DataViewRowId", "DataViewRowId", ["other columns"]),
        (new ImageType(), "Image", "Image", ["ResizeImages", "ExtractPixels"]),
    ];

    [Fact]
    public void PromisedSchema_IsThatOfTheTransformedData()
    {
        foreach (string[]? slotNames in new[] { null, Slots() })
        {
            var data = Table(slotNames: slotNames);
            var promised = CreateEstimator().GetOutputSchema(Shapes.Of(data.Schema));
            var transformer = CreateEstimator().Fit(data);

            Assert.Equal(Shapes.Describe(Shapes.Of(transformer.Transform(data).Schema)), Shapes.Describe(promised));
            Assert.Equal(Shapes.Describe(Shapes.Of(transformer.GetOutputSchema(data.Schema))), Shapes.Describe(promised));
        }
    }

    [Fact]
    public void TransformedSchema_HasTheInputsColumnsAndThenTheAddedOnes()
    {
        var data = Table();
        var schema = CreateEstimator().Fit(data).Transform(data).Schema;

        Assert.Equal(
            [.. data.Schema.Select(column => (column.Name, column.Type)), .. Added],
            schema.Select(column => (column.Name, column.Type)));
    }

    [Fact]
    public void AddedColumn_HidesAnOlderOneOfItsName()
    {
        var data = Context.Transforms.CopyColumns(AddedNames[0], "Id").Fit(Table()).Transform(Table());
        var schema = CreateEstimator().Fit(data).Transform(data).Schema;

        Assert.Equal(2, schema.Count(column => column.Name == AddedNames[0]));
        Assert.Equal(Added[0].Type, schema[AddedNames[0]].Type);
        Assert.Equal(Shapes.Describe(Shapes.Of(schema)), Shapes.Describe(CreateEstimator().GetOutputSchema(Shapes.Of(data.Schema))));
    }

    [Fact]
    public void WrongType_IsRefusedBeforeARowIsRead()
    {
        var transformer = Transformer();
        Assert.All(WrongTypes, wrong =>
        {
            var data = SchemaOnly.Of(("Id", NumberDataViewType.Single), (InputColumn, wrong.Type));

            string[] inSchema = ["Vector<Single", $"found {wrong.InSchema}.", .. wrong.Remedies];
            string[] inShape = ["Vector<Single", $"found {wrong.InShape}.", .. wrong.Remedies];

            AssertRefuses(inSchema, () => CreateEstimator().Fit(data));
            AssertRefuses(inShape, () => CreateEstimator().GetOutputSchema(Shapes.Of(data.Schema)));
            AssertRefuses(inSchema, () => transformer.Transform(data));
            AssertRefuses(inSchema, () => transformer.GetOutputSchema(data.Schema));
            AssertRefuses(inSchema, () => transformer.GetRowToRowMapper(data.Schema));
        });
    }

    [Fact]
    public void MissingColumn_IsRefusedWithTheColumnsThereAre()
    {
        string near = InputColumn.ToLowerInvariant();
        var data = SchemaOnly.Of(("Other", TextDataViewType.Instance), (near, NumberDataViewType.Single));
        string[] facts = ["Vector<Single", "no column", $"'{near}' (Single), 'Other' (String)"];

        AssertRefuses(facts, () => CreateEstimator().Fit(data));
        AssertRefuses(facts, () => CreateEstimator().GetOutputSchema(Shapes.Of(data.Schema)));
        AssertRefuses(facts, () => Transformer().Transform(data));
    }

    [Fact]
    public void AnotherSize_IsRefusedByTheFittedTransformer()
    {
        int size = Rows[0].Length;
        var data = SchemaOnly.Of((InputColumn, new VectorDataViewType(NumberDataViewType.Single, size + 1)));

        AssertRefuses([$"Vector<Single, {size}>", $"Vector<Single, {size + 1}>"], () => Transformer().Transform(data));
    }

    protected abstract IEstimator<ITransformer> CreateEstimator();

    protected ITransformer Transformer() => CreateEstimator().Fit(Table());

    private protected VectorTable Table(bool sparse = false, string[]? slotNames = null) => new(InputColumn, Rows, sparse, slotNames);

    private protected string[] Slots() => [.. Enumerable.Range(0, Rows[0].Length).Select(slot => $"slot {slot}")];

    /// <summary>Asserts that a column is refused, and that the message says its role, its name and the given facts.</summary>
    private void AssertRefuses(string[] facts, Func<object> action)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(action);
        foreach (string fact in facts.Append($"The {Role} column '{InputColumn}'"))
            Assert.Contains(fact, exception.Message, StringComparison.Ordinal);
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;
using MLNet.Vae.Rows;

namespace MLNet.Vae.MlNet;

/// <summary>
/// Transformed data, as ML.NET has it of its own transformers: <c>mlContext.Model.ConvertToOnnx</c> takes it for a step of the pipeline, it
/// can be applied anew to other data, and it maps single rows.
/// </summary>
internal sealed class TransformedDataView : MappedDataView, ITransformCanSaveOnnx, ITransformTemplate, IRowToRowMapper
{
    private const int MinOperatorSet = 11;

    private readonly VaeTransformerBase _transformer;
    private readonly IDataView _input;
    private readonly BoundMapper _mapper;

    private TransformedDataView(VaeTransformerBase transformer, IDataView input, BoundMapper mapper) : base(input, mapper)
    {
        _transformer = transformer;
        _input = input;
        _mapper = mapper;
    }

    IDataView IDataTransform.Source => _input;

    DataViewSchema IRowToRowMapper.InputSchema => _mapper.InputSchema;

    DataViewSchema IRowToRowMapper.OutputSchema => _mapper.OutputSchema;

    public static IDataView Create(VaeTransformerBase transformer, IDataView input) =>
        MlNetInternals.Use<IDataView>("to transform data", () => Transform(transformer, input, nameof(input)));

    IDataTransform ITransformTemplate.ApplyToData(IHostEnvironment env, IDataView newSource) =>
        Transform(_transformer, newSource, nameof(newSource));

    IEnumerable<DataViewSchema.Column> IRowToRowMapper.GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        _mapper.GetDependencies(dependingColumns);

    DataViewRow IRowToRowMapper.GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        _mapper.GetRow(input, activeColumns);

    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => MlNetInternals.Use("to convert a transformer to ONNX", () =>
    {
        ctx.CheckOpSetVersion(MinOperatorSet, nameof(VaeTransformer));
        if (_mapper.Sources.All(source => ctx.ContainsColumn(source.Name)))
            AddTo(ctx);
        else
            Leave(ctx);
    });

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        throw new NotSupportedException("Transformed data cannot be saved as a model: save the transformer.");

    private static TransformedDataView Transform(VaeTransformerBase transformer, IDataView input, string parameter) =>
        new(transformer, input, transformer.Bind(input.Schema, parameter));

    private void AddTo(OnnxContext context)
    {
        var sink = new OnnxContextSink(context);
        var graph = _mapper.CreateGraph(sink, [.. _mapper.Sources.Select(source => Flat(context, sink, source))]);
        foreach (var added in _mapper.Added)
        {
            var column = added.Description;
            string value = added.AddToGraph(graph);
            string shaped = HasAxes(column.Type) ? AddAxes(sink, value, (VectorDataViewType)column.Type) : value;
            string variable = context.AddIntermediateVariable(column.Type, column.Name);
            context.CreateNode("Identity", shaped, variable, context.GetNodeName("Identity"), domain: "");
        }
    }

    // From [N, axes…] to [N, slots]. What the converter makes of OneHotEncoding has an axis more than its type says.
    private static string Flat(OnnxContext context, OnnxContextSink sink, DataViewSchema.Column column) =>
        sink.AddNode("Flatten", "input", [context.GetVariableName(column.Name)], []);

    // A vector of several dimensions, such as an image, has as many axes in ONNX.
    private static bool HasAxes(DataViewType type) => type is VectorDataViewType { Dimensions.Length: > 1 };

    private static string AddAxes(OnnxContextSink sink, string value, VectorDataViewType type)
    {
        long[] shape = [-1, .. type.Dimensions.Select(size => (long)size)];
        return sink.AddNode("Reshape", "output", [value, sink.AddConstant("output.shape", shape, [shape.Length])], []);
    }

    // What a column read comes from could not be converted. An older column of a name of ours must not be taken for ours.
    private void Leave(OnnxContext context)
    {
        foreach (string name in _mapper.Added.Select(column => column.Description.Name).Where(context.ContainsColumn))
            context.RemoveColumn(name);
    }
}

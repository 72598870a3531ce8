using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using MLNet.Vae.Rows;

namespace MLNet.Vae.MlNet;

/// <summary>Transformed data that <c>mlContext.Model.ConvertToOnnx</c> takes for a step of the pipeline.</summary>
internal sealed class OnnxDataView : MappedDataView, ITransformCanSaveOnnx
{
    private const int MinOperatorSet = 9;

    private readonly IDataView _input;
    private readonly BoundMapper _mapper;

    private OnnxDataView(IDataView input, BoundMapper mapper) : base(input, mapper)
    {
        _input = input;
        _mapper = mapper;
    }

    IDataView IDataTransform.Source => _input;

    public static IDataView Create(IDataView input, BoundMapper mapper) =>
        MlNetInternals.Use<IDataView>("to transform data that can be converted to ONNX", () => new OnnxDataView(input, mapper));

    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => MlNetInternals.Use("to convert a transformer to ONNX", () =>
    {
        ctx.CheckOpSetVersion(MinOperatorSet, nameof(VaeTransformer));
        if (ctx.ContainsColumn(_mapper.Source.Name))
            AddTo(ctx);
        else
            Leave(ctx);
    });

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        throw new NotSupportedException("Transformed data cannot be saved as a model: save the transformer.");

    private void AddTo(OnnxContext context)
    {
        var values = _mapper.AddToGraph(new OnnxContextSink(context), context.GetVariableName(_mapper.Source.Name));
        foreach (var (column, value) in values)
        {
            string variable = context.AddIntermediateVariable(column.Type, column.Name);
            context.CreateNode("Identity", value, variable, context.GetNodeName("Identity"), domain: "");
        }
    }

    // What the column read comes from could not be converted. An older column of a name of ours must not be taken for ours.
    private void Leave(OnnxContext context)
    {
        foreach (var column in _mapper.Added.Where(column => context.ContainsColumn(column.Name)))
            context.RemoveColumn(column.Name);
    }
}

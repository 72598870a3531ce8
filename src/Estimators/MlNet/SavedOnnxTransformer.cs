using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Onnx.Proto;

namespace MLNet.Vae.MlNet;

/// <summary>
/// Saves what ML.NET's OnnxTransformer loads. Saved through that one itself, it would take Microsoft.ML.OnnxTransformer, ONNX Runtime and
/// a temporary file to write a few names around the graph. ML.NET reads every version of a format that it ever wrote; this one is of 2021.
/// </summary>
internal sealed class SavedOnnxTransformer(ProtoMessage model, string[] inputs, string[] outputs) : ITransformer
{
    private const uint Version = 0x00010003, MinReader = 0x00010001;
    private const int ProtobufRecursionLimit = 100;

    public bool IsRowToRowMapper => throw OnlySaved();

    void ICanSaveModel.Save(ModelSaveContext ctx) => MlNetInternals.Use("to save an OnnxTransformer", () =>
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(new VersionInfo(
            "ONNXSCOR", Version, Version, MinReader, "Microsoft.ML.OnnxTransformer", loaderSignature: "OnnxTransform"));
        ctx.SaveBinaryStream("OnnxModel", writer =>
        {
            writer.Write(checked((int)model.Length));
            model.WriteTo(writer.BaseStream);
        });
        ctx.Writer.Write(inputs.Length);
        foreach (string input in inputs)
            ctx.SaveNonEmptyString(input);
        ctx.Writer.Write(outputs.Length);
        foreach (string output in outputs)
            ctx.SaveNonEmptyString(output);
        ctx.Writer.Write(0); // shapes other than those of the graph
        ctx.Writer.Write(ProtobufRecursionLimit);
    });

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw OnlySaved();

    public IDataView Transform(IDataView input) => throw OnlySaved();

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw OnlySaved();

    private static NotSupportedException OnlySaved() => new("It can be saved, and nothing else.");
}

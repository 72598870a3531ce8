namespace Microsoft.ML.Transforms.Onnx;

public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(OnnxTransformer transformer) : base(transformer) { }
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException("The stand-in promises no columns.");
}

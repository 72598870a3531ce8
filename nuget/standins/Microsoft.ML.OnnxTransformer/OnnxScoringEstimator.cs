namespace Microsoft.ML.Transforms.Onnx;

public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(IHostEnvironment env, OnnxTransformer transformer)
        : base(env.Register(nameof(OnnxScoringEstimator)), transformer) { }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        inputSchema.With(Transformer.OutputColumns.Select(c => new SchemaShape.Column(
            c.Name, SchemaShape.Column.VectorKind.Vector, ((VectorDataViewType)c.Type).ItemType, false)).ToArray());
}

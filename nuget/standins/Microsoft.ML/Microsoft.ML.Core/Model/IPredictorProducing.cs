namespace Microsoft.ML;

/// <summary>What a loaded prediction transformer knows of its model.</summary>
internal interface IPredictorProducing<out TResult> { }

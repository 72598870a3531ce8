namespace MLNet.Vae.Onnx.Graph;

/// <summary>The element types that our graphs hold, by their ONNX numbers.</summary>
internal enum ElementType
{
    Float = 1,
    Int64 = 7,
    String = 8,
    Boolean = 9,
}

namespace MLNet.Vae.Onnx.Format;

/// <summary>The element types that our files hold, by their ONNX numbers.</summary>
internal enum ElementType
{
    Float = 1,
    Int64 = 7,
    String = 8,
    Boolean = 9,
}

namespace MLNet.Vae.Managed.Products;

/// <summary>What a product does where its sums start and end, fused into the tile because that saves a pass over C.</summary>
internal interface IProductEnd
{
    /// <summary>The sums start from one number per row of C.</summary>
    static abstract bool AddsRowBias { get; }

    /// <summary>
    /// One number per column of C is added to the sums at last, as ONNX Runtime does: started from it, the sums of rows far out differed
    /// from its by 10 to 100 times as much.
    /// </summary>
    static abstract bool AddsColumnBias { get; }

    /// <summary>The sums are multiplied by numbers that lie as C does.</summary>
    static abstract bool MultipliesByEnd { get; }
}

/// <summary>C = A · B.</summary>
internal readonly struct PlainEnd : IProductEnd
{
    public static bool AddsRowBias => false;

    public static bool AddsColumnBias => false;

    public static bool MultipliesByEnd => false;
}

/// <summary>C = bias + A · B, a bias per row: a layer whose outputs are the rows.</summary>
internal readonly struct RowBiasEnd : IProductEnd
{
    public static bool AddsRowBias => true;

    public static bool AddsColumnBias => false;

    public static bool MultipliesByEnd => false;
}

/// <summary>C = A · B + bias, a bias per column: a layer whose outputs are the columns.</summary>
internal readonly struct ColumnBiasEnd : IProductEnd
{
    public static bool AddsRowBias => false;

    public static bool AddsColumnBias => true;

    public static bool MultipliesByEnd => false;
}

/// <summary>C = (A · B) ⊙ D: the chain rule through an activation whose derivative is D.</summary>
internal readonly struct DerivativeEnd : IProductEnd
{
    public static bool AddsRowBias => false;

    public static bool AddsColumnBias => false;

    public static bool MultipliesByEnd => true;
}

namespace MLNet.Vae.Numerics.Products;

/// <summary>What a product does where its sums start and end, fused into the tile because that saves a pass over C.</summary>
internal interface IProductEpilogue
{
    /// <summary>The sums go on from what C holds.</summary>
    static virtual bool ContinuesSums => false;

    /// <summary>The sums start from one number per row of C.</summary>
    static abstract bool AddsRowBias { get; }

    /// <summary>
    /// One number per column of C is added to the sums at last, as ONNX Runtime does: started from it, the sums of rows far out differed
    /// from its by 10 to 100 times as much.
    /// </summary>
    static abstract bool AddsColumnBias { get; }

    /// <summary>The sums are multiplied by numbers that lie as C does.</summary>
    static abstract bool MultipliesByEpilogue { get; }
}

/// <summary>C = A · B.</summary>
internal readonly struct PlainEpilogue : IProductEpilogue
{
    public static bool AddsRowBias => false;

    public static bool AddsColumnBias => false;

    public static bool MultipliesByEpilogue => false;
}

/// <summary>C = bias + A · B, a bias per row: a layer whose outputs are the rows.</summary>
internal readonly struct RowBiasEpilogue : IProductEpilogue
{
    public static bool AddsRowBias => true;

    public static bool AddsColumnBias => false;

    public static bool MultipliesByEpilogue => false;
}

/// <summary>C = A · B + bias, a bias per column: a layer whose outputs are the columns.</summary>
internal readonly struct ColumnBiasEpilogue : IProductEpilogue
{
    public static bool AddsRowBias => false;

    public static bool AddsColumnBias => true;

    public static bool MultipliesByEpilogue => false;
}

/// <summary>C = (A · B) ⊙ D: the chain rule through an activation whose derivative is D.</summary>
internal readonly struct DerivativeEpilogue : IProductEpilogue
{
    public static bool AddsRowBias => false;

    public static bool AddsColumnBias => false;

    public static bool MultipliesByEpilogue => true;
}

/// <summary>The first piece of a long sum: it starts as the whole does.</summary>
internal readonly struct FirstPiece<TEpilogue> : IProductEpilogue
    where TEpilogue : struct, IProductEpilogue
{
    public static bool AddsRowBias => TEpilogue.AddsRowBias;

    public static bool AddsColumnBias => false;

    public static bool MultipliesByEpilogue => false;
}

/// <summary>A piece of a long sum after the first and before the last.</summary>
internal readonly struct MiddlePiece : IProductEpilogue
{
    public static bool ContinuesSums => true;

    public static bool AddsRowBias => false;

    public static bool AddsColumnBias => false;

    public static bool MultipliesByEpilogue => false;
}

/// <summary>The last piece of a long sum: it ends as the whole does.</summary>
internal readonly struct LastPiece<TEpilogue> : IProductEpilogue
    where TEpilogue : struct, IProductEpilogue
{
    public static bool ContinuesSums => true;

    public static bool AddsRowBias => false;

    public static bool AddsColumnBias => TEpilogue.AddsColumnBias;

    public static bool MultipliesByEpilogue => TEpilogue.MultipliesByEpilogue;
}

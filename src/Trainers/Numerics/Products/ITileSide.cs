namespace MLNet.Vae.Numerics.Products;

/// <summary>The length of one side of a tile, in rows or vectors: a constant to the compiler.</summary>
internal interface ITileSide
{
    static abstract int Length { get; }
}

/// <summary>1.</summary>
internal readonly struct One : ITileSide
{
    public static int Length => 1;
}

/// <summary>2.</summary>
internal readonly struct Two : ITileSide
{
    public static int Length => 2;
}

/// <summary>3.</summary>
internal readonly struct Three : ITileSide
{
    public static int Length => 3;
}

/// <summary>4.</summary>
internal readonly struct Four : ITileSide
{
    public static int Length => 4;
}

/// <summary>6.</summary>
internal readonly struct Six : ITileSide
{
    public static int Length => 6;
}

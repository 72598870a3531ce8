namespace MLNet.Vae.Numerics.Simd;

/// <summary>
/// The operations of one width of vector, so that a kernel is written once for all. Static and generic over structs: the compiler makes a
/// copy per width in which every call below is one instruction.
/// </summary>
/// <typeparam name="TV">The vector of floats.</typeparam>
internal interface ISimd<TV>
    where TV : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    static abstract TV Load(ref readonly float from);

    static abstract void Store(TV value, ref float to);

    static abstract TV Create(float value);

    /// <summary>0, 1, 2, … as integers.</summary>
    static abstract TV Indices { get; }

    static abstract TV Add(TV a, TV b);

    static abstract TV Subtract(TV a, TV b);

    static abstract TV Multiply(TV a, TV b);

    static abstract TV Divide(TV a, TV b);

    /// <summary>
    /// a · b + c, rounded once where the processor has an instruction for that; else the product is rounded, too, because what the C
    /// library takes to round once is many times as slow as the two instructions.
    /// </summary>
    static abstract TV Fma(TV a, TV b, TV c);

    static abstract TV Sqrt(TV a);

    static abstract TV Abs(TV a);

    /// <summary>The lesser; where either is NaN, either of them: it depends on the processor.</summary>
    static abstract TV Min(TV a, TV b);

    /// <summary>The greater; where either is NaN, either of them: it depends on the processor.</summary>
    static abstract TV Max(TV a, TV b);

    /// <summary>All bits set where a ≥ b; false where either is NaN.</summary>
    static abstract TV GreaterOrEqual(TV a, TV b);

    /// <summary>All bits set where a = b; false where either is NaN.</summary>
    static abstract TV Equal(TV a, TV b);

    static abstract TV And(TV a, TV b);

    static abstract TV Xor(TV a, TV b);

    /// <summary>a where the mask's bits are set, else b.</summary>
    static abstract TV Select(TV mask, TV a, TV b);

    static abstract float Sum(TV a);

    /// <summary>The sum of the bits as 32-bit integers.</summary>
    static abstract TV AddBits(TV a, TV b);

    /// <summary>The difference of the bits as 32-bit integers.</summary>
    static abstract TV SubtractBits(TV a, TV b);

    static abstract TV ShiftLeft(TV a, int bits);

    /// <summary>Shifts the bits right and fills in zeros.</summary>
    static abstract TV ShiftRight(TV a, int bits);

    /// <summary>Shifts the bits right and fills in the sign.</summary>
    static abstract TV ShiftRightSigned(TV a, int bits);

    /// <summary>The bits as signed 32-bit integers, made floats.</summary>
    static abstract TV FromInteger(TV bits);

    static abstract TV CreateBits(uint bits);

    /// <summary>The two halves of the product of the bits as unsigned 32-bit integers.</summary>
    static abstract TV MultiplyBits(TV a, TV b, out TV high);
}

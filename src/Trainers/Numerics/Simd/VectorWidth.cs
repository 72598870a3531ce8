using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.Vae.Numerics.Simd;

/// <summary>Which width of vector the engine computes on: the one place that decides it.</summary>
internal static class VectorWidth
{
    /// <summary>Bits of a vector.</summary>
    public static int Bits => OnWidest<CountBits, int>(default);

    /// <summary>Does some work on the widest vectors that the processor computes with at once.</summary>
    // The conditions are constants to every compiler, and here, where it sees that, the native one makes no code for the other widths. Nor
    // does it leave anything to be found out when the program runs: without the project's say it compiles for a processor without AVX, and
    // then Avx2.IsSupported and the like are constants, too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TResult OnWidest<TWork, TResult>(TWork work)
        where TWork : struct, IVectorWork<TResult>, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated)
            return work.On<Simd512, Vector512<float>>();
        if (Vector256.IsHardwareAccelerated)
            return work.On<Simd256, Vector256<float>>();
        return work.On<Simd128, Vector128<float>>();
    }

    private readonly struct CountBits : IVectorWork<int>
    {
        public int On<TS, TV>()
            where TS : ISimd<TV>
            where TV : struct => TS.Count * sizeof(float) * 8;
    }
}

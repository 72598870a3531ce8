using System.Runtime.CompilerServices;

namespace MLNet.Vae.Numerics.RandomNumbers;

/// <summary>
/// The counter-based generator Philox 4×32 with ten rounds: a bijection of a 128-bit counter under a 64-bit key. Salmon, Moraes, Dror and
/// Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. A number depends on key and counter alone, so neither threads, nor
/// batches, nor the order of calls matter.
/// </summary>
internal static class Philox
{
    public const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57; // table 2 of the paper
    public const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;             // the golden ratio and √3 − 1, as fractions of 2³²
    public const int Rounds = 10;

    /// <summary>The four words of a counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint W0, uint W1, uint W2, uint W3) Words(uint c0, uint c1, uint c2, uint c3, uint key0, uint key1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ key0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ key1;
            c3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }
}

using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Numerics.RandomNumbers;

/// <summary>
/// Every random number of the engine, each a function of (seed, purpose, series, row, column) alone. The series is a training step, an
/// epoch or the high half of a counter.
/// </summary>
internal readonly struct NoiseSource(int seed)
{
    /// <summary>Rows whose normals are made together: sixteen counters give four numbers each.</summary>
    public const int BlockRows = 64;

    private const int Lanes = BlockRows / 4;

    private readonly uint _key = (uint)seed;

    public int Seed => (int)_key;

    /// <summary>
    /// Standard normal numbers of one block of 64 rows and one column. Row r takes word pair (r mod 64) / 32 of the counter (16 · block + r
    /// mod 16, column, series, purpose): radius √(−2 ln u) with u = (⌊w / 2⁸⌋ + 1) / 2²⁴ of the first word, angle π t with t in [−1, 1] of
    /// the second, the sine for the lower half of the thirty-two rows and the cosine for the upper. Box and Muller 1958.
    /// </summary>
    /// <param name="normals">Receives [64].</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="series">Training step, epoch or high half of the block number.</param>
    /// <param name="block">Number of the block of rows.</param>
    /// <param name="column">Number of the column.</param>
    public void Normals(Span<float> normals, NoisePurpose purpose, uint series, uint block, uint column)
    {
        uint counter = block * Lanes;
        VectorWidth.OnWidest<Fill, bool>(new Fill(normals, counter, column, series, (uint)purpose, _key));
    }

    /// <summary>One standard normal number: that of <see cref="Normals"/> at its row, up to rounding.</summary>
    public float Normal(NoisePurpose purpose, long row, uint column)
    {
        long block = row / BlockRows;
        long counter = block * Lanes + row % Lanes;
        var (w0, w1, w2, w3) = Philox.Words((uint)counter, column, (uint)(counter >> 32), (uint)purpose, _key, 0);
        int quarter = (int)(row % BlockRows) / Lanes;
        var (first, second) = quarter < 2 ? (w0, w1) : (w2, w3);
        float radius = MathF.Sqrt(-2f * MathF.Log(UnitInterval(first)));
        float angle = HalfTurns(second);
        return radius * (quarter % 2 == 0 ? float.SinPi(angle) : float.CosPi(angle));
    }

    /// <summary>A number in [0, 1), a multiple of 2⁻²⁴.</summary>
    public float Uniform(NoisePurpose purpose, long row, uint column)
    {
        var (w0, _, _, _) = Philox.Words((uint)row, column, (uint)(row >> 32), (uint)purpose, _key, 0);
        return HalfOpen(w0);
    }

    /// <summary>
    /// Numbers in [0, 1) of one block of 64 rows and one column: row r takes word (r mod 64) / 16 of the counter (16 · block + r mod 16,
    /// column, series, purpose).
    /// </summary>
    /// <param name="numbers">Receives [64].</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="series">Training step.</param>
    /// <param name="block">Number of the block of rows.</param>
    /// <param name="column">Number of the column.</param>
    public void Uniforms(Span<float> numbers, NoisePurpose purpose, uint series, uint block, uint column)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            var (w0, w1, w2, w3) = Philox.Words(block * Lanes + (uint)lane, column, series, (uint)purpose, _key, 0);
            numbers[lane] = HalfOpen(w0);
            numbers[Lanes + lane] = HalfOpen(w1);
            numbers[2 * Lanes + lane] = HalfOpen(w2);
            numbers[3 * Lanes + lane] = HalfOpen(w3);
        }
    }

    /// <summary>Puts the row numbers 0 … n − 1 into the order of an epoch, or another one. Fisher and Yates, from the end.</summary>
    public void Shuffle(Span<int> order, uint epoch, NoisePurpose purpose = NoisePurpose.Shuffle)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        for (int i = order.Length - 1; i > 0; i--)
        {
            var (w0, w1, _, _) = Philox.Words((uint)i, 0, epoch, (uint)purpose, _key, 0);
            ulong word = (ulong)w1 << 32 | w0;
            int j = (int)Math.BigMul(word, (ulong)(i + 1), out _);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    // In [0, 1).
    private static float HalfOpen(uint word) => (word >> 8) * (1f / (1 << 24));

    // In (0, 1], so that its logarithm is finite.
    private static float UnitInterval(uint word) => ((word >> 8) + 1) * (1f / (1 << 24));

    private static float HalfTurns(uint word) => (int)word * (1f / (1u << 31));

    private readonly ref struct Fill(Span<float> normals, uint counter, uint column, uint series, uint purpose, uint key)
        : IVectorWork<bool>
    {
        private readonly Span<float> _normals = normals;

        public bool On<TS, TV>()
            where TS : ISimd<TV>
            where TV : struct
        {
            BoxMuller<TS, TV>.Fill(_normals, counter, column, series, purpose, key);
            return true;
        }
    }
}

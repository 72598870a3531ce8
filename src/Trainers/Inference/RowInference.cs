using MLNet.Vae.Model;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Inference;

/// <summary>
/// Encoding, decoding and scoring in C#, a row at a time, so that a row's numbers never depend on its company. Any number of threads may
/// call at once, but for what <see cref="ForOneThread"/> gives. Spans hold whole rows, as <see cref="VaeModel"/> describes them.
/// </summary>
internal abstract class RowInference
{
    /// <summary>Inference on the widest vectors that the processor has.</summary>
    public static RowInference Create(FittedWeights fitted) => VectorWidth.OnWidest<Build, RowInference>(new Build(fitted));

    /// <summary>The same for one thread at a time, with memory of its own for a row.</summary>
    public abstract RowInference ForOneThread();

    /// <summary>The same with another treatment of missing values; the network is shared.</summary>
    public abstract RowInference With(GapFilling gaps);

    /// <summary>The same with other generated rows; the network is shared.</summary>
    public abstract RowInference With(Generation generation);

    public abstract void Encode(ReadOnlySpan<float> features, Span<float> mean, Span<float> logVariance);

    public abstract void Decode(ReadOnlySpan<float> latent, Span<float> features);

    public abstract void Reconstruct(ReadOnlySpan<float> features, Span<float> reconstruction);

    /// <param name="features">[rows, features].</param>
    /// <param name="scores">Receives [rows].</param>
    /// <param name="featureScores">Receives [rows, features], unless it is empty.</param>
    /// <param name="klSums">Each row's KL divergence by latent dimension is added to it, [latent], in nats, unless it is empty.</param>
    public abstract void Score(ReadOnlySpan<float> features, Span<float> scores, Span<float> featureScores, Span<double> klSums = default);

    public abstract void Generate(Span<float> rows, int seed, long firstRow, bool sampleLikelihood, VaePrior prior);

    public abstract void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> path);

    private readonly struct Build(FittedWeights fitted) : IVectorWork<RowInference>
    {
        public RowInference On<TS, TV>()
            where TS : ISimd<TV>
            where TV : struct => new SimdRowInference<TS, TV>(fitted);
    }
}

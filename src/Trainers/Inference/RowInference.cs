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

    public abstract void Encode(InputRows rows, Span<float> mean, Span<float> logVariance);

    public abstract void Decode(InputRows latent, Span<float> features);

    public abstract void Reconstruct(InputRows rows, Span<float> reconstruction);

    /// <param name="rows">[rows, features], and the context of each.</param>
    /// <param name="imputed">Receives [rows, features]; it may be the rows themselves.</param>
    /// <param name="drawSeed">Null for the decoder's mean at the posterior mean; otherwise the seed of draws.</param>
    /// <param name="firstRow">Number of the first row, for draws.</param>
    public abstract void Impute(InputRows rows, Span<float> imputed, int? drawSeed, long firstRow);

    /// <param name="rows">[rows, features], and the context of each.</param>
    /// <param name="scores">Receives [rows].</param>
    /// <param name="featureScores">Receives [rows, features], unless it is empty.</param>
    /// <param name="klSums">Each row's KL divergence by latent dimension is added to it, [latent], in nats, unless it is empty.</param>
    public abstract void Score(InputRows rows, Span<float> scores, Span<float> featureScores, Span<double> klSums = default);

    /// <param name="rows">[rows, features], and the context of each.</param>
    /// <param name="logLikelihoods">Receives [rows].</param>
    /// <param name="samples">Draws of the posterior for each row.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="firstRow">Number of the first row.</param>
    public abstract void LogLikelihood(InputRows rows, Span<float> logLikelihoods, int samples, int seed, long firstRow);

    /// <param name="rows">Receives [rows, features].</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="firstRow">Number of the first row.</param>
    /// <param name="sampleLikelihood">Whether rows are drawn from the likelihood; otherwise they are its means.</param>
    /// <param name="prior">What latent vectors are drawn from.</param>
    /// <param name="context">Of each row, [rows, context].</param>
    public abstract void Generate(Span<float> rows, int seed, long firstRow, bool sampleLikelihood, VaePrior prior, ReadOnlySpan<float> context = default);

    /// <param name="from">[features].</param>
    /// <param name="to">[features].</param>
    /// <param name="path">Receives [steps, features].</param>
    /// <param name="context">Of all of them, [context].</param>
    public abstract void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> path, ReadOnlySpan<float> context = default);

    private readonly struct Build(FittedWeights fitted) : IVectorWork<RowInference>
    {
        public RowInference On<TS, TV>()
            where TS : ISimd<TV>
            where TV : struct => new SimdRowInference<TS, TV>(fitted);
    }
}

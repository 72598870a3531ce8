using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Golden;

/// <summary>
/// The same seed, rows and options give the same model to the bit from one version to the next, on every width of vector, and the same
/// scores and drawn rows. kept-bits.json has what they gave; UPDATE_KEPT_BITS=1 writes it anew, in a commit that says why.
/// </summary>
public sealed class KeptBitsTests
{
    private const int Rows = 150, Reals = 5, Bits = 4, Features = Reals + Bits;

    private const string Update = "UPDATE_KEPT_BITS", File = "Golden/kept-bits.json";

    private static readonly Dictionary<string, (VaeOptions Options, bool Missing)> Cases = new()
    {
        ["gaussian"] = (new() { Likelihood = VaeLikelihood.Gaussian }, false),
        ["bernoulli"] = (new() { Likelihood = VaeLikelihood.Bernoulli }, false),
        ["mixed"] = (new(), false),
        ["gaussian, masked"] = (new() { Likelihood = VaeLikelihood.Gaussian }, true),
        ["bernoulli, masked"] = (new() { Likelihood = VaeLikelihood.Bernoulli }, true),
        ["mixed, masked, three samples"] = (new() { NumberOfMonteCarloSamples = 3 }, true),
        ["mixed, masked, input noise"] = (new() { InputNoise = 0.5 }, true),
        ["deterministic"] = (new() { Deterministic = true, Beta = 0 }, false),
        ["fixed variance, clipped"] = (new() { FixedVariance = 0.5, MaximumGradientNorm = 0.25 }, false),
        ["importance weighted, ragged batch"] = (new() { ScoreBound = VaeScoreBound.ImportanceWeighted, BatchSize = 37 }, true),
        ["linear"] = (new() { HiddenLayers = [] }, false),
        ["relu"] = (new() { Activation = VaeActivation.Relu }, false),
        ["tanh"] = (new() { Activation = VaeActivation.Tanh }, false),
        ["gelu"] = (new() { Activation = VaeActivation.Gelu }, false),
    };

    private static readonly Lazy<Dictionary<string, string>> Kept = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, File)))!);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_ItsScoresAndItsDraws_AreTheKeptOnes(string name)
    {
        Assert.Equal(Kept.Value[$"{name}, 128"], Hash<Simd128, V128>(name));
        Assert.Equal(Kept.Value[$"{name}, 256"], Hash<Simd256, V256>(name));
        Assert.Equal(Kept.Value[$"{name}, 512"], Hash<Simd512, V512>(name));
    }

    [Fact]
    public void KeptFile_HasEveryCaseAndNoOther()
    {
        if (Environment.GetEnvironmentVariable(Update) == "1")
            Write();
        Assert.Equal(Cases.Keys.SelectMany(name => new[] { $"{name}, 128", $"{name}, 256", $"{name}, 512" }), Kept.Value.Keys);
    }

    private static string Hash<TS, TV>(string name)
        where TS : ISimd<TV>
        where TV : struct
    {
        var (given, missing) = Cases[name];
        bool probabilities = given.Likelihood == VaeLikelihood.Bernoulli;
        float[] rows = Data(missing, probabilities);
        var plan = Fit.Plan(rows, Features, new VaeOptions
        {
            HiddenLayers = given.HiddenLayers is [] ? [] : [12, 7],
            LatentDimension = 3,
            BatchSize = Math.Min(given.BatchSize, 100),
            NumberOfEpochs = 25,
            NumberOfThreads = 2,
            Seed = 5,
            Activation = given.Activation,
            Beta = given.Beta,
            Deterministic = given.Deterministic,
            FixedVariance = given.FixedVariance,
            InputNoise = given.InputNoise,
            Likelihood = given.Likelihood,
            MaximumGradientNorm = given.MaximumGradientNorm,
            NumberOfMonteCarloSamples = given.NumberOfMonteCarloSamples,
        });
        float[] parameters = Train(plan, new ManagedTrainingRun<TS, TV>(plan));
        var fitted = RandomModel.Fitted(
            plan.Architecture, plan.Features, parameters, ScoringNoise.Draw(plan.Noise, given.Deterministic ? 0 : 8, 3), given.ScoreBound);
        var inference = new SimdRowInference<TS, TV>(fitted with { Deterministic = given.Deterministic });
        float[] scores = new float[Rows], byFeature = new float[rows.Length], drawn = new float[rows.Length], filled = new float[rows.Length];
        inference.Score(rows, scores, byFeature);
        inference.Reconstruct(rows, filled);
        inference.Generate(drawn, 7, 0, sampleLikelihood: true, VaePrior.Fitted);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Without log σ, which only Gaussian features have, and whose effect is in the scores.
        parameters = parameters[..plan.Layout.Decoder[^1].Bias.End];
        foreach (float[] values in new[] { parameters, scores, byFeature, filled, drawn })
            hash.AppendData(MemoryMarshal.AsBytes<float>(values));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static float[] Train(TrainingPlan plan, ITrainingRun run)
    {
        var order = new BatchOrder(plan.Noise, plan.Data.RowCount);
        var batch = new RowBatch(plan.Data, new int[plan.Schedule.BatchSize]);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        var parameters = new float[plan.Layout.Length];
        for (int step = 0; step < plan.Schedule.NumberOfSteps; step++)
        {
            order.Next(batch.Rows);
            run.Step(step, batch, loss);
        }

        run.CopyParameters(parameters);
        run.Dispose();
        return parameters;
    }

    // By whole numbers and powers of two alone, so that it is the same on every machine: real features of very different units, then bits.
    private static float[] Data(bool missing, bool probabilities)
    {
        var rows = new float[Rows * Features];
        uint state = 1;
        for (int i = 0; i < rows.Length; i++)
        {
            int feature = i % Features;
            uint number = Next(ref state);
            rows[i] = feature >= Reals ? number & 1
                : probabilities ? number / 256f
                : (feature + 1) * (1 << (3 * feature)) * ((number + Next(ref state) + Next(ref state)) / 256f - 1);
            if (missing && Next(ref state) < 40)
                rows[i] = float.NaN;
        }

        return rows;
    }

    // Of a linear congruence the high bits; 0 to 255.
    private static uint Next(ref uint state) => (state = state * 1664525 + 1013904223) >> 24;

    private static void Write()
    {
        var bits = Cases.Keys.SelectMany(name => new (string, string)[]
        {
            ($"{name}, 128", Hash<Simd128, V128>(name)), ($"{name}, 256", Hash<Simd256, V256>(name)), ($"{name}, 512", Hash<Simd512, V512>(name)),
        });
        string json = JsonSerializer.Serialize(
            bits.ToDictionary(entry => entry.Item1, entry => entry.Item2), new JsonSerializerOptions { WriteIndented = true });
        System.IO.File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "../../../../tests/Trainers.Tests", File), json + "\n");
    }
}

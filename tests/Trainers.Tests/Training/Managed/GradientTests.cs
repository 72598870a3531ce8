using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Training.Managed;

/// <summary>
/// Loss and gradient of a whole step, tensor by tensor, against central differences of an independent loss in double; the loss of an
/// evaluation against the same.
/// </summary>
public class GradientTests
{
    // Float32 numbers are off by up to 6e-8 of themselves; the gradients of the encoder, at the end of the chain, were seen off by up to
    // 1.2e-6 where large weights make large numbers cancel, by 3e-7 elsewhere, and losses by 9e-8.
    private const double GradientRounding = 4e-6;
    private const double LossRounding = 3e-7;

    // Two blocks of rows, the second with 6 of its 64 lanes in use.
    private const int Rows = 70;

    private static readonly Dictionary<string, (float[] Rows, Action<VaeOptions>? Set)> Cases = new()
    {
        ["Gaussian, learned variance"] = (Reals, null),
        ["Gaussian, fixed variance"] = (Reals, o => o.FixedVariance = 0.3),
        ["Bernoulli"] = (Bits, null),
        ["Bernoulli of numbers between 0 and 1"] = (Shares, o => o.Likelihood = VaeLikelihood.Bernoulli),
        ["Bits taken for real"] = (Bits, o => o.Likelihood = VaeLikelihood.Gaussian),
        ["Mixed"] = (Mixed, null),
        ["Gaussian, missing values"] = (Missing(Reals), null),
        ["Mixed, missing values"] = (Missing(Mixed), null),
        ["Fixed variance, missing values"] = (Missing(Reals), o => o.FixedVariance = 2),
        ["β 0"] = (Mixed, o => o.Beta = 0),
        ["β 4"] = (Mixed, o => o.Beta = 4),
        ["β 4, warming up"] = (Mixed, o => (o.Beta, o.KlWarmUp) = (4, 1)),
        ["Deterministic, β 0"] = (Mixed, o => (o.Deterministic, o.Beta) = (true, 0)),
        ["Deterministic, β 1"] = (Mixed, o => o.Deterministic = true),
        ["Three Monte Carlo samples"] = (Missing(Mixed), o => o.NumberOfMonteCarloSamples = 3),
        ["Input noise"] = (Missing(Mixed), o => o.InputNoise = 0.5),
        ["Input noise, three samples, β 4"] = (Missing(Mixed), o => (o.InputNoise, o.NumberOfMonteCarloSamples, o.Beta) = (0.5, 3, 4)),
        ["Input masking"] = (Missing(Mixed), o => o.InputMasking = 0.4),
        ["Input masking and noise"] = (Mixed, o => (o.InputMasking, o.InputNoise) = (0.4, 0.5)),
        ["ReLU"] = (Mixed, o => o.Activation = VaeActivation.Relu),
        ["Tanh"] = (Mixed, o => o.Activation = VaeActivation.Tanh),
        ["Gelu"] = (Mixed, o => o.Activation = VaeActivation.Gelu),
        ["Linear"] = (Missing(Mixed), o => o.HiddenLayers = []),
        ["One latent dimension"] = (Mixed, o => o.LatentDimension = 1),
        ["Three hidden layers"] = (Mixed, o => o.HiddenLayers = [5, 13, 3]),
        ["One row"] = (Mixed, o => o.BatchSize = 1),
        ["A block but one row"] = (Mixed, o => o.BatchSize = 63),
        ["A whole block"] = (Mixed, o => o.BatchSize = 64),
        ["A block and one row"] = (Mixed, o => o.BatchSize = 65),
        ["Context"] = (Mixed, null),
        ["Context, linear"] = (Missing(Mixed), o => o.HiddenLayers = []),
        ["Context, missing values, three samples, input noise"] = (Missing(Mixed), o => (o.NumberOfMonteCarloSamples, o.InputNoise) = (3, 0.5)),
        ["Three samples of one row"] = (Mixed, o => (o.BatchSize, o.NumberOfMonteCarloSamples) = (1, 3)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static float[] Reals => Samples.Factors(100, 5, 2, 0.5, seed: 11);

    private static float[] Bits => Samples.Bits(100, 5, seed: 12);

    private static float[] Shares => new Numbers(13).Uniforms(500, 0, 1);

    // A number, the slots of a category, and one that never changes.
    private static float[] Contexts => [.. Enumerable.Range(0, 100).SelectMany(row => new float[] { row % 24, row % 3 == 0 ? 1 : 0, row % 3 == 1 ? 1 : 0, 7 })];

    private static float[] Mixed => Samples.Mixed(100, 3, 2, seed: 14);

    [Theory]
    [MemberData(nameof(Names))]
    public void ComputeGradient_EveryTensor_IsThatOfCentralDifferences(string name)
    {
        var (options, plan) = Prepare(name);
        float[] parameters = Parameters(plan, spread: 0.6);
        AssertGradient(options, plan, parameters);
    }

    [Fact]
    public void ComputeGradient_LogVarianceBeyondItsBounds_HasNoGradient()
    {
        // Large weights in the head of the log variance, so that some rows lie below -12, some above 6 and some between.
        var (options, plan) = Prepare("Mixed");
        float[] parameters = Parameters(plan, spread: 0.6);
        var head = plan.Layout.Encoder[^1];
        for (int i = head.Weight.Length / 2; i < head.Weight.Length; i++)
            parameters[head.Weight.Offset + i] *= 60;
        var reference = AssertGradient(options, plan, parameters);
        Assert.InRange(reference.LogVariancesBeyondTheirBounds, 20, 120); // of 140
    }

    [Fact]
    public void ComputeGradient_LogSigmaBeyondItsBounds_IsClamped()
    {
        var (options, plan) = Prepare("Gaussian, learned variance");
        float[] parameters = Parameters(plan, spread: 0.6), logSigma = [-3.5f, 2.5f, -2.9f, 1.9f, 0];
        logSigma.CopyTo(parameters, plan.Layout.LogSigma.Offset);
        AssertGradient(options, plan, parameters);
    }

    // Sums of 128 numbers, with weights small enough that the numbers stay around 1; 128 is a width that the layout pads.
    [Fact]
    public void ComputeGradient_LayersOfSeveralPanels_IsThatOfCentralDifferences()
    {
        var options = new VaeOptions { HiddenLayers = [128, 7], LatentDimension = 2, BatchSize = 6, NumberOfEpochs = 20, KlWarmUp = 0 };
        var plan = Fit.Plan(Missing(Mixed), 5, options);
        AssertGradient(options, plan, Parameters(plan, spread: 0.2));
    }

    [Fact]
    public void ComputeGradient_FewerRowsThanABatch_IsThatOfTheirOwnMean()
    {
        var (options, plan) = Prepare("Mixed, missing values");
        AssertGradient(options, plan, Parameters(plan, spread: 0.6), Batch(plan)[..5]);
    }

    [Fact]
    public void ComputeGradient_AnotherStep_OtherNoise()
    {
        var (_, plan) = Prepare("Gaussian, learned variance");
        double Loss(int step) => WholeStep.Gradient(8, plan, plan.InitialParameters, step, Batch(plan)).Loss.Reconstruction;
        Assert.NotEqual(Loss(17), Loss(18));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluate_AnyNumberOfRows_IsTheLossAndNoPartOfTheTraining(string name)
    {
        var (options, plan) = Prepare(name);
        AssertEvaluation<Simd128, V128>(options, plan);
        AssertEvaluation<Simd256, V256>(options, plan);
        AssertEvaluation<Simd512, V512>(options, plan);
    }

    [Fact]
    public void Step_LargeGradient_IsScaledToTheLargestNorm()
    {
        AssertScaled<Simd128, V128>();
        AssertScaled<Simd256, V256>();
        AssertScaled<Simd512, V512>();
    }

    private static void AssertScaled<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        // After one step Adam's m is a tenth of the scaled gradient g and v a thousandth of its square, so that the step is rate · g / (|g|
        // + ε): ε tells the sizes of g apart.
        var (options, _) = Prepare("Mixed");
        options.MaximumGradientNorm = 1e-8;
        var plan = Fit.Plan(Mixed, 5, options);
        using var run = new ManagedTrainingRun<TS, TV>(plan);
        var loss = new StepLoss(2);
        run.Step(0, new RowBatch(plan.Data, Batch(plan)), loss);
        float[] gradients = new float[plan.Layout.Length], parameters = new float[plan.Layout.Length];
        run.CopyGradient(gradients);
        double[] gradient = [.. gradients.Select(g => (double)g)];
        run.CopyParameters(parameters);

        Close.To(Math.Sqrt(gradient.Sum(g => g * g)), loss.GradientNorm, LossRounding, "norm");
        double scale = 1e-8 / (loss.GradientNorm + 1e-6), rate = plan.Schedule.LearningRate(0);
        double[] moves = [.. gradient.Select(g => -rate * g * scale / (Math.Abs(g * scale) + 1e-8))];
        float[] moved = [.. parameters.Zip(plan.InitialParameters, (to, from) => to - from)];
        const double differenceOfFloats = 3e-3; // moves of 1e-5 and less to parameters of 0.1, whose ulp is 7e-9
        Close.InNorm(moves, moved, differenceOfFloats, "step");
    }

    private static void AssertEvaluation<TS, TV>(VaeOptions options, TrainingPlan plan)
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] parameters = Parameters(plan, spread: 0.6), after = new float[parameters.Length];
        using var run = new ManagedTrainingRun<TS, TV>(plan);
        run.SetParameters(parameters);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        int[] all = Batch(plan);
        foreach (int[] rows in new[] { all[..1], all[..(all.Length / 2 + 1)], all })
        {
            var (reconstruction, kl) = new ReferenceVae(plan, options).Parts([.. parameters.Select(p => (double)p)], 3, rows, evaluation: true);
            run.Evaluate(3, new RowBatch(plan.Data, rows), loss);
            Close.To(reconstruction, loss.Reconstruction, LossRounding, $"reconstruction of {rows.Length} rows");
            for (int j = 0; j < kl.Length; j++)
                Close.To(kl[j], loss.Kl[j], LossRounding, $"KL of dimension {j} of {rows.Length} rows");
        }

        run.CopyParameters(after);
        Close.ToTheBit(parameters, after);
        run.Step(1, new RowBatch(plan.Data, all), loss);
        run.CopyParameters(after);
        using var other = new ManagedTrainingRun<TS, TV>(plan);
        other.SetParameters(parameters);
        other.Step(1, new RowBatch(plan.Data, all), loss);
        other.CopyParameters(parameters);
        Close.ToTheBit(parameters, after);
    }

    private static ReferenceVae AssertGradient(VaeOptions options, TrainingPlan plan, float[] parameters, int[]? rows = null)
    {
        int step = plan.Schedule.NumberOfSteps / 2;
        int[] batch = rows ?? Batch(plan);
        var reference = new ReferenceVae(plan, options);
        double[] exact = [.. parameters.Select(p => (double)p)];

        var (reconstruction, kl) = reference.Parts(exact, step, batch);
        double[] expected = reference.Gradient(exact, step, batch);
        foreach (int lanes in WholeStep.Lanes)
        {
            var (loss, gradient) = WholeStep.Gradient(lanes, plan, parameters, step, batch);
            Close.To(reconstruction, loss.Reconstruction, LossRounding, $"reconstruction, {lanes} lanes");
            for (int j = 0; j < kl.Length; j++)
                Close.To(kl[j], loss.Kl[j], LossRounding, $"KL of dimension {j}, {lanes} lanes");
            foreach (var tensor in plan.Layout.Tensors)
            {
                Close.InNorm(
                    expected.AsSpan(tensor.Offset, tensor.Length), tensor.Of(gradient), GradientRounding, $"{tensor.Name}, {lanes} lanes");
            }

            Close.To(Math.Sqrt(expected.Sum(g => g * g)), loss.GradientNorm, GradientRounding, $"gradient norm, {lanes} lanes");
        }

        return reference;
    }

    private static (VaeOptions Options, TrainingPlan Plan) Prepare(string name)
    {
        var (rows, set) = Cases[name];
        var options = new VaeOptions { HiddenLayers = [7, 4], LatentDimension = 2, BatchSize = Rows, NumberOfEpochs = 20, KlWarmUp = 0 };
        set?.Invoke(options);
        return (options, Fit.Plan(rows, 5, options, name.StartsWith("Context", StringComparison.Ordinal) ? Contexts : null));
    }

    // Not the first rows, and not in order.
    private static int[] Batch(TrainingPlan plan) => [.. Enumerable.Range(0, plan.Schedule.BatchSize).Select(i => 37 * i % 100)];

    /// <summary>Every parameter moved away from where training starts, log σ too; log σ of a fixed variance stays.</summary>
    private static float[] Parameters(TrainingPlan plan, double spread)
    {
        float[] parameters = new Numbers(6).Uniforms(plan.Layout.Length, -spread, spread);
        foreach (var part in plan.Layout.Parts.Where(part => !part.Spec.IsLearned))
            part.Tensor.Of(plan.InitialParameters).CopyTo(parameters.AsSpan(part.Tensor.Offset));
        return parameters;
    }

    private static float[] Missing(float[] rows) => new Numbers(15).WithMissing(rows, 0.2);
}

using CsCheck;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Likelihoods;

/// <summary>
/// What a kind with a distribution of several outputs together has to keep: each of its faces says what the written formula says. The first of its
/// blocks has two outputs.
/// </summary>
public abstract class BlockLikelihoodContract : LikelihoodContract
{
    private protected abstract SlotBlock[] Outputs { get; }

    /// <summary>Numbers of the blocks on which training is tried.</summary>
    protected abstract IEnumerable<int> TrainedBlocks { get; }

    /// <summary>What is observed, by one row and by another, where the first block's first output is meant, and where the second one is.</summary>
    protected abstract (float[] First, float[] Second) Certain { get; }

    /// <summary>−log p(x; outputs) in nats of a block; 0 where it is missing.</summary>
    protected abstract double NegativeLog(int block, double[] x, double[] outputs);

    /// <summary>What may be learned from of a block, [x, rows].</summary>
    protected abstract float[] MakeTargets(int block);

    private protected abstract ITrainingTerm CreateTerm<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct;

    /// <summary>Holds the row term to the formula.</summary>
    /// <param name="seed">Of row and outputs.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="spread">Outputs reach so far.</param>
    private protected abstract void CheckRows<TS, TV>(int seed, int samples, double spread)
        where TS : ISimd<TV>
        where TV : struct;

    [Fact]
    public void TrainingTerm_EveryWidth_SumAndGradientsOfTheFormula()
    {
        foreach (int block in TrainedBlocks)
        {
            CheckTraining<Simd128, V128>(block);
            CheckTraining<Simd256, V256>(block);
            CheckTraining<Simd512, V512>(block);
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    [InlineData(1e6)]
    public void TrainingTerm_ExtremeOutputs_FiniteAndRight(double output)
    {
        var (first, second) = Certain;
        float[] outputs = new float[2 * Rows], targets = new float[first.Length * Rows];
        targets.AsSpan().Fill(float.NaN);
        (outputs[3], outputs[5]) = ((float)output, (float)output);
        for (int k = 0; k < first.Length; k++)
            (targets[k * Rows + 3], targets[k * Rows + 5]) = (first[k], second[k]);
        double expected = NegativeLog(0, Doubles(first), [output, 0]) + NegativeLog(0, Doubles(second), [output, 0]);
        Close.To(expected, CreateTerm<Simd256, V256>().Evaluate(Outputs[0], 0, outputs, targets, 1), 1e-6);
        double probability = output > 0 ? 1 : 0;
        Close.To([probability - 1, probability], [outputs[3], outputs[5]], 1e-30);
        Close.To([1 - probability, -probability], [outputs[Rows + 3], outputs[Rows + 5]], 1e-30);
    }

    [Fact]
    public void RowTerm_EveryWidth_MeanOfTheFormulaAndNothingElse() =>
        Gen.Select(Gen.Int[0, 1000], Gen.OneOf(Gen.Const(1), Gen.Const(3)), Gen.OneOf(Gen.Const(2.0), Gen.Const(60.0))).Holds(
            example =>
            {
                CheckRows<Simd128, V128>(example.Item1, example.Item2, example.Item3);
                CheckRows<Simd256, V256>(example.Item1, example.Item2, example.Item3);
                CheckRows<Simd512, V512>(example.Item1, example.Item2, example.Item3);
            },
            count: 20);

    private void CheckTraining<TS, TV>(int block)
        where TS : ISimd<TV>
        where TV : struct
    {
        const float weight = 0.25f;
        const int many = 50;
        int count = Outputs[block].Count;
        float[] outputs = new Numbers(block).Uniforms(count * Rows, -2, 2), targets = MakeTargets(block), gradient = [.. outputs];
        double found = CreateTerm<TS, TV>().Evaluate(Outputs[block], 0, gradient, targets, weight), expected = 0;
        for (int row = 0; row < Rows; row++)
        {
            double[] x = Column(targets, row), y = Column(outputs, row);
            expected += NegativeLog(block, x, y);
            for (int k = 0; k < count; k += count > many ? 29 : 1)
            {
                double[] up = [.. y], down = [.. y];
                (up[k], down[k]) = (y[k] + Step, y[k] - Step);
                double slope = (NegativeLog(block, x, up) - NegativeLog(block, x, down)) / (2 * Step);
                Close.To(weight * slope, gradient[k * Rows + row], GradientRounding, $"gradient of row {row} by output {k} of block {block}");
            }
        }

        Close.To(expected, found, Rounding, $"loss of block {block}");

        static double[] Column(float[] values, int row) => [.. Enumerable.Range(0, values.Length / Rows).Select(k => (double)values[k * Rows + row])];
    }
}

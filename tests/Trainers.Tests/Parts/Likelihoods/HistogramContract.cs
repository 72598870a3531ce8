using CsCheck;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Likelihoods;

/// <summary>
/// What <see cref="LikelihoodContract"/> asks of the kinds by slots, of the one by bins: each of its faces says what the written formula says. The
/// formula is held to histogram.csv, which histogram.py made with 50 digits.
/// </summary>
public class HistogramContract
{
    // Of float32 terms each off by some 1e-7 of itself; relative to the sum, or to 1 where it is small.
    private const double Rounding = 5e-6;

    // A central difference of step 1e-5 in double is off by some 1e-9 of the third derivative; the rest is float32.
    private const double GradientRounding = 2e-5, Step = 1e-5;

    private const int Rows = 64, FeatureCount = 7;

    // Few bins and as many as there may be; the features between are of another kind.
    private static readonly int[] Features = [1, 3, 4, 6], Counts = [2, 32, 7, 1];

    private static readonly SlotBlock[] Outputs = SlotBlock.Behind(FeatureCount, Counts);

    private static readonly int OutputCount = Outputs[^1].End, Width = Padding.Padded(OutputCount);

    private static readonly Histogram Kind = (Histogram)MLNet.Vae.Parts.Likelihoods.Likelihoods.Get(VaeLikelihood.Histogram);

    private static readonly HistogramBin[] Bins = [.. Counts.SelectMany((count, i) => MakeBins(count, seed: i))];

    [Fact]
    public void Formula_EveryRowOfTheTable_IsTheTrueValue()
    {
        double[][] rows = TrueValues.Read("Parts/Likelihoods/histogram.csv");
        Assert.True(rows.Length >= 100);
        foreach (double[] row in rows)
        {
            var bins = Enumerable.Range(0, 3).Select(k => new HistogramBin((float)row[k + 1], (float)row[k + 2], 0, row[k + 8] / row[8..11].Sum())).ToArray();
            Close.To(row[^1], NegativeLog(row[0], row[5..8], bins), 1e-12, string.Join(", ", row));
        }
    }

    [Fact]
    public void TrainingTerm_EveryWidth_SumAndGradientsOfTheFormula()
    {
        for (int i = 0; i < Features.Length; i++)
        {
            CheckTraining<Simd128, V128>(i);
            CheckTraining<Simd256, V256>(i);
            CheckTraining<Simd512, V512>(i);
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    [InlineData(1e6)]
    public void TrainingTerm_ExtremeOutputs_FiniteAndRight(double output)
    {
        var bins = BinsOf(0);
        float[] outputs = new float[2 * Rows], targets = new float[Rows];
        targets.AsSpan().Fill(float.NaN);
        (outputs[3], outputs[5]) = ((float)output, (float)output); // of the first bin
        (targets[3], targets[5]) = (bins[0].Mean, bins[1].Mean);
        double expected = NegativeLog(bins[0].Mean, [output, 0], bins) + NegativeLog(bins[1].Mean, [output, 0], bins);
        Close.To(expected, Term<Simd256, V256>().Evaluate(Outputs[0], 0, outputs, targets, 1), 1e-6);
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
            count: 50);

    // Four standard errors of a share of so many draws; of a mean of uniform numbers in [0, 1), whose variance is a twelfth.
    [Fact]
    public void Draw_ManyRows_HasTheProbabilitiesOfTheBinsAndIsAnywhereInThem()
    {
        const int draws = 100_000;
        var bins = BinsOf(2);
        float[] outputs = new Numbers(4).Uniforms(bins.Length, -2, 2), parameters = Parameters(2), drawn = new float[1];
        double[] counts = new double[bins.Length], places = new double[bins.Length];
        for (int row = 0; row < draws; row++)
        {
            Kind.Draw(outputs, parameters, new NoiseSource(3), row, new SlotBlock(4, 1), drawn);
            int k = Histogram.Find(drawn[0], [.. bins.Select(bin => bin.Lower)]);
            Assert.InRange(drawn[0], bins[k].Lower, bins[k].Upper);
            counts[k]++;
            places[k] += (drawn[0] - bins[k].Lower) / (bins[k].Upper - bins[k].Lower);
        }

        double mean = 0;
        for (int k = 0; k < bins.Length; k++)
        {
            double share = Probability(k, outputs, bins);
            mean += share * bins[k].Mean;
            Assert.Equal(share, counts[k] / draws, 4 * Math.Sqrt(share * (1 - share) / draws));
            Assert.Equal(0.5, places[k] / counts[k], 4 / Math.Sqrt(12 * counts[k]));
        }

        float[] found = new float[1];
        Kind.Mean(outputs, parameters, found);
        Close.To(mean, found[0], Rounding);
    }

    [Fact]
    public void Letter_LeadsBackToTheKind()
    {
        Assert.Same(Kind, MLNet.Vae.Parts.Likelihoods.Likelihoods.FindByLetter(Kind.Letter));
        Assert.Same(Kind, MLNet.Vae.Parts.Likelihoods.Likelihoods.Get(Kind.Kind));
    }

    // Small outputs, and some that are beyond what the exponential takes as they are; with features of other kinds and without.
    [Theory]
    [InlineData(0.6, false)]
    [InlineData(30, false)]
    [InlineData(0.6, true)]
    public void Model_SavedAndLoaded_ScoresToTheBit_AndOnnxRuntimeAgrees(double weight, bool isAlone)
    {
        var model = Weights(weight, isAlone).Uncalibrated();
        float[] rows = [.. Enumerable.Range(0, 40).SelectMany(seed => AnyRow(seed)[..FeatureCount])];
        if (isAlone)
            rows = [.. rows.Chunk(FeatureCount).SelectMany(row => Features.Select(feature => row[feature]))];
        var loaded = VaeModel.Load(new MemoryStream(model.Saved()));
        Assert.Equal(model.Likelihoods, loaded.Likelihoods);
        Assert.Equal(Counts, loaded.Fitted.Weights.Features.Bins);
        var (scores, byFeature) = model.ScoresByFeature(rows);
        var (again, byFeatureAgain) = loaded.ScoresByFeature(rows);
        Close.ToTheBit(scores, again);
        Close.ToTheBit(byFeature, byFeatureAgain);

        using var session = new OnnxSession(model.Saved());
        var outputs = session.Run("features", rows, model.FeatureCount);
        Close.To([.. byFeature.Select(score => (double)score)], outputs["FeatureScores"], 1e-4, "feature score of ONNX Runtime");
        Close.To([.. scores.Select(score => (double)score)], outputs["Score"], 1e-4, "score of ONNX Runtime");
        Close.To([.. model.Reconstruction(rows).Select(x => (double)x)], outputs["Reconstruction"], 1e-4, "reconstruction of ONNX Runtime");
    }

    /// <summary>−log p(x; outputs) in nats.</summary>
    private static double NegativeLog(double x, double[] outputs, HistogramBin[] bins)
    {
        int k = bins.Skip(1).Count(bin => x >= bin.Lower);
        double distance = Math.Max(Math.Max(bins[0].Lower - x, x - bins[^1].Upper), 0);
        double[] logits = [.. outputs.Zip(bins, (output, bin) => output + Math.Log(bin.Share))];
        double largest = logits.Max(), logSum = largest + Math.Log(logits.Sum(logit => Math.Exp(logit - largest)));
        return logSum - logits[k] + Math.Log((double)bins[k].Upper - bins[k].Lower) + 12.5 * distance * distance;
    }

    private static double Probability(int bin, float[] outputs, HistogramBin[] bins) =>
        bins[bin].Share * Math.Exp(outputs[bin]) / outputs.Zip(bins, (output, other) => other.Share * Math.Exp(output)).Sum();

    // From -2 on, a tenth to one wide; the first may be a bin alone.
    private static HistogramBin[] MakeBins(int count, int seed)
    {
        var numbers = new Numbers(seed);
        double[] shares = [.. Enumerable.Range(0, count).Select(_ => numbers.Uniform(0.05, 1))];
        var bins = new HistogramBin[count];
        float edge = -2;
        for (int k = 0; k < count; k++)
        {
            float next = edge + (float)numbers.Uniform(0.1, 1);
            bins[k] = new HistogramBin(edge, next, edge + 0.3f * (next - edge), shares[k] / shares.Sum());
            edge = next;
        }

        return bins;
    }

    private static HistogramBin[] BinsOf(int i) => Bins.AsSpan(Outputs[i].First - FeatureCount, Outputs[i].Count).ToArray();

    // As a draw takes them, [bins, parameters].
    private static float[] Parameters(int i)
    {
        var specs = Kind.Parameters(new VaeOptions());
        return [.. BinsOf(i).SelectMany(bin => specs.Select(spec => Kind.Initial(spec, bin)))];
    }

    // Of all outputs; those of the features have none.
    private static float[] Parameter(ParameterSpec spec) => [.. new float[FeatureCount], .. Bins.Select(bin => Kind.Initial(spec, bin))];

    private static ITrainingTerm Term<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        var specs = Kind.Parameters(new VaeOptions());
        PlacedParameter[] places = [.. specs.Select((spec, i) => new PlacedParameter(spec, i * OutputCount))];
        var term = Kind.CreateTrainingTerm<TS, TV>(new TrainingTermShape(OutputCount, 1, places));
        term.Prepare([.. specs.SelectMany(Parameter)]);
        return term;
    }

    private static void CheckTraining<TS, TV>(int i)
        where TS : ISimd<TV>
        where TV : struct
    {
        const float weight = 0.25f;
        var bins = BinsOf(i);
        var numbers = new Numbers(i);
        float[] outputs = numbers.Uniforms(bins.Length * Rows, -2, 2), targets = numbers.Uniforms(Rows, bins[0].Lower - 1, bins[^1].Upper + 1);
        for (int k = 0; k < bins.Length; k++)
            targets[k] = bins[k].Lower; // an edge belongs to the bin above
        (targets[40], targets[50]) = (float.NaN, float.NaN);

        float[] gradient = [.. outputs];
        double found = Term<TS, TV>().Evaluate(Outputs[i], 0, gradient, targets, weight), expected = 0;
        for (int row = 0; row < Rows; row++)
        {
            double[] y = [.. Enumerable.Range(0, bins.Length).Select(k => (double)outputs[k * Rows + row])];
            bool isKnown = !float.IsNaN(targets[row]);
            expected += isKnown ? NegativeLog(targets[row], y, bins) : 0;
            for (int k = 0; k < bins.Length; k++)
            {
                double[] up = [.. y], down = [.. y];
                (up[k], down[k]) = (y[k] + Step, y[k] - Step);
                double slope = isKnown ? (NegativeLog(targets[row], up, bins) - NegativeLog(targets[row], down, bins)) / (2 * Step) : 0;
                Close.To(weight * slope, gradient[k * Rows + row], GradientRounding, $"gradient of row {row} by output {k} of feature {Features[i]}");
            }
        }

        Close.To(expected, found, Rounding, $"loss of feature {Features[i]}");
    }

    private static void CheckRows<TS, TV>(int seed, int samples, double spread)
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] row = AnyRow(seed), outputs = new Numbers(seed).Uniforms(samples * Width, -spread, spread);
        float[] scores = [.. Enumerable.Repeat(-7f, Width)];
        var columns = new LikelihoodColumns(Kind, [.. Features.Select(feature => new SlotBlock(feature, 1))], Outputs);
        Kind.CreateRowTerm<TS, TV>(new RowTermShape(columns, FeatureCount, OutputCount, Parameter)).Evaluate(row, outputs, samples, scores);
        for (int slot = 0; slot < Width; slot++)
        {
            int i = Array.IndexOf(Features, slot);
            if (i < 0)
                Assert.Equal(-7, scores[slot]);
            else if (!float.IsNaN(row[slot]))
            {
                double expected = Enumerable.Range(0, samples).Average(s => NegativeLog(
                    row[slot], [.. Outputs[i].Of(outputs.AsSpan(s * Width, Width)).ToArray().Select(output => (double)output)], BinsOf(i)));
                // The small difference of sums as large as the outputs.
                Close.To(expected, scores[slot], Rounding * Math.Max(1, spread / 4), $"score of feature {slot} at {row[slot]}");
            }
        }
    }

    // Mostly values within the bins; also at an edge, beyond the outer ones, far out and missing.
    private static float[] AnyRow(int seed)
    {
        var random = new System.Random(seed);
        float[] row = [.. Enumerable.Repeat(0.5f, FeatureCount), .. Enumerable.Repeat(float.NaN, Width - FeatureCount)];
        for (int i = 0; i < Features.Length; i++)
        {
            var bins = BinsOf(i);
            var bin = bins[random.Next(bins.Length)];
            row[Features[i]] = random.Next(8) switch
            {
                0 => bin.Lower,
                1 => bins[0].Lower - random.NextSingle(),
                2 => bins[^1].Upper + random.NextSingle(),
                3 => 1e6f,
                4 => float.NaN,
                _ => bin.Lower + random.NextSingle() * (bin.Upper - bin.Lower),
            };
        }

        return row;
    }

    private static FittedWeights Weights(double weight, bool isAlone)
    {
        var numbers = new Numbers(8);
        int features = isAlone ? Features.Length : FeatureCount;
        var architecture = new NetworkArchitecture(features, 2, [4], VaeActivation.Silu) { BinCount = Bins.Length };
        var kinds = Enumerable.Range(0, features).Select(d => isAlone || Features.Contains(d) ? VaeLikelihood.Histogram : VaeLikelihood.Gaussian);
        var map = new FeatureMap([.. kinds], new float[features], [.. Enumerable.Repeat(1f, features)], bins: Counts);
        var layout = new ParameterLayout(architecture, map.Groups, new VaeOptions());
        float[] parameters = numbers.Uniforms(layout.Length, -0.6, 0.6);
        var last = layout.Decoder[^1].Weight;
        numbers.Uniforms(last.Length, -weight, weight).CopyTo(parameters, last.Offset);
        foreach (var spec in Kind.Parameters(new VaeOptions()))
        {
            var tensor = layout.Parts.Single(part => part.Spec.Name == spec.Name).Tensor;
            Parameter(spec)[FeatureCount..].CopyTo(parameters, tensor.Offset + features);
        }

        return RandomModel.Fitted(architecture, map, parameters, numbers.Normals(8), VaeScoreBound.Elbo);
    }
}

using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Parts;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Likelihoods;

/// <summary>The kind by bins. The formula is held to histogram.csv, which histogram.py made with 50 digits.</summary>
public sealed class HistogramContract : BlockLikelihoodContract
{
    private const int FeatureCount = 7;

    // Few bins and as many as there may be; the features between are of another kind.
    private static readonly int[] Features = [1, 3, 4, 6], Counts = [2, 32, 7, 1];

    private static readonly SlotBlock[] BinOutputs = SlotBlock.Behind(FeatureCount, Counts);

    private static readonly int OutputCount = BinOutputs[^1].End, Width = Padding.Padded(OutputCount);

    private static readonly HistogramBin[] Bins = [.. Counts.SelectMany((count, i) => MakeBins(count, seed: i))];

    internal override Likelihood Kind => Get(VaeLikelihood.Histogram);

    private protected override SlotBlock[] Outputs => BinOutputs;

    protected override IEnumerable<int> TrainedBlocks => Enumerable.Range(0, Features.Length);

    protected override (float[] First, float[] Second) Certain => ([BinsOf(0)[0].Mean], [BinsOf(0)[1].Mean]);

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

    // Small outputs, and some that are beyond what the exponential takes as they are; with features of other kinds and without.
    [Theory]
    [InlineData(0.6, false)]
    [InlineData(30, false)]
    [InlineData(0.6, true)]
    public void Model_SavedAndLoaded_ScoresToTheBit_AndOnnxRuntimeAgrees(double weight, bool isAlone)
    {
        float[] rows = [.. Enumerable.Range(0, 40).SelectMany(seed => AnyRow(seed)[..FeatureCount])];
        if (isAlone)
            rows = [.. rows.Chunk(FeatureCount).SelectMany(row => Features.Select(feature => row[feature]))];
        Assert.Equal(Counts, CheckSaved(Weights(weight, isAlone), rows).Fitted.Weights.Features.Bins);
    }

    protected override double NegativeLog(int block, double[] x, double[] outputs) => double.IsNaN(x[0]) ? 0 : NegativeLog(x[0], outputs, BinsOf(block));

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

    private static HistogramBin[] BinsOf(int i) => Bins.AsSpan(BinOutputs[i].First - FeatureCount, BinOutputs[i].Count).ToArray();

    // As a draw takes them, [bins, parameters].
    private float[] Parameters(int i)
    {
        var specs = Kind.Parameters(new VaeOptions());
        return [.. BinsOf(i).SelectMany(bin => specs.Select(spec => Kind.Initial(spec, bin)))];
    }

    // Of all outputs; those of the features have none.
    private float[] Parameter(ParameterSpec spec) => [.. new float[FeatureCount], .. Bins.Select(bin => Kind.Initial(spec, bin))];

    private protected override ITrainingTerm CreateTerm<TS, TV>()
    {
        var specs = Kind.Parameters(new VaeOptions());
        PlacedParameter[] places = [.. specs.Select((spec, i) => new PlacedParameter(spec, i * OutputCount))];
        var term = Kind.CreateTrainingTerm<TS, TV>(new TrainingTermShape(OutputCount, 1, places));
        term.Prepare([.. specs.SelectMany(Parameter)]);
        return term;
    }

    protected override float[] MakeTargets(int block)
    {
        var bins = BinsOf(block);
        float[] targets = new Numbers(block + 100).Uniforms(Rows, bins[0].Lower - 1, bins[^1].Upper + 1);
        for (int k = 0; k < bins.Length; k++)
            targets[k] = bins[k].Lower; // an edge belongs to the bin above
        (targets[40], targets[50]) = (float.NaN, float.NaN);
        return targets;
    }

    private protected override void CheckRows<TS, TV>(int seed, int samples, double spread)
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
                    row[slot], Doubles(Outputs[i].Of(outputs.AsSpan(s * Width, Width))), BinsOf(i)));
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

    private FittedWeights Weights(double weight, bool isAlone)
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

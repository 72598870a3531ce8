using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Parts;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Likelihoods;

/// <summary>The kind by blocks of slots. The formula is held to categorical.csv, which categorical.py made with 50 digits.</summary>
public sealed class CategoricalContract : BlockLikelihoodContract
{
    // Small ones side by side, more than a window holds, one larger than a window; the slots between are of another kind.
    private static readonly SlotBlock[] Blocks =
        [new(1, 2), new(3, 3), new(6, 5), new(14, 17), .. Enumerable.Range(0, 70).Select(i => new SlotBlock(40 + 4 * i, 4)), new(321, 300)];

    private static readonly int FeatureCount = Blocks[^1].End + 2, Width = Padding.Padded(FeatureCount);

    private static readonly float[] LogShare = Shares().LogShare, None = Shares().None;

    internal override Likelihood Kind => Get(VaeLikelihood.Categorical);

    private protected override SlotBlock[] Outputs => Blocks;

    protected override IEnumerable<int> TrainedBlocks => [0, 1, 2, 3, 4, 5, Blocks.Length - 1];

    protected override (float[] First, float[] Second) Certain => ([1, 0], [0, 1]);

    [Fact]
    public void Formula_EveryRowOfTheTable_IsTheTrueValue()
    {
        double[][] rows = TrueValues.Read("Parts/Likelihoods/categorical.csv");
        Assert.True(rows.Length >= 100);
        foreach (double[] row in rows)
        {
            double total = row[6..10].Sum();
            double[] logShare = [.. row[6..9].Select(count => LogOf(count / total))];
            double found = NegativeLog(row[..3], row[3..6], logShare, LogOf(row[9] / total)).Nats;
            Close.To(row[^1], found, 1e-12, string.Join(", ", row));
        }
    }

    // Four standard errors of a share of so many draws.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draw_ManyRows_HasTheSharesOfTheProbabilities(bool hasNone)
    {
        const int draws = 100_000;
        float none = hasNone ? MathF.Log(0.2f) : -60;
        float[] outputs = [0.3f, -1.2f, 0.8f, 5], means = new float[4], drawn = new float[4];
        float[] parameters = [MathF.Log(0.5f), none, MathF.Log(0.3f), -60, MathF.Log(0.2f), -60, -60, -60];
        Kind.Mean(outputs, parameters, means);
        Close.To(1, means.Sum() + (hasNone ? Math.Exp(-NegativeLog([0, 0, 0, 0], outputs, parameters).Nats) : 0), 1e-6);
        double[] counts = new double[4];
        for (int row = 0; row < draws; row++)
        {
            Kind.Draw(outputs, parameters, new NoiseSource(3), row, new SlotBlock(7, 4), drawn);
            Assert.All(drawn, value => Assert.True(value is 0 or 1));
            Assert.InRange(drawn.Sum(), hasNone ? 0 : 1, 1);
            for (int k = 0; k < 4; k++)
                counts[k] += drawn[k];
        }

        for (int k = 0; k < 4; k++)
        {
            double share = Math.Exp(-NegativeLog([.. Enumerable.Range(0, 4).Select(j => j == k ? 1.0 : 0)], outputs, parameters).Nats);
            if (k == 3)
                share = 0; // training never had it
            Assert.Equal(share, means[k], Rounding);
            Assert.Equal(share, counts[k] / draws, 4 * Math.Sqrt(share * (1 - share) / draws));
        }
    }

    // Small outputs, and some that are beyond what the exponential takes as they are.
    [Theory]
    [InlineData(0.6)]
    [InlineData(30)]
    public void Model_SavedAndLoaded_ScoresToTheBit_AndOnnxRuntimeAgrees(double weight)
    {
        float[] rows = [.. Enumerable.Range(0, 40).SelectMany(seed => AnyRow(seed)[..FeatureCount])];
        Assert.Equal(Blocks, CheckSaved(Weights(weight), rows).Fitted.Weights.Features.Blocks);
    }

    protected override double NegativeLog(int block, double[] x, double[] outputs) =>
        NegativeLog(x, outputs, Doubles(Blocks[block].Of(LogShare)), None[Blocks[block].First]).Nats;

    // A category that training never had is as far as can be from all others, however the logarithm of its share is written.
    private static double LogOf(double share) => share > 0 ? Math.Log(share) : -60;

    /// <summary>−log p(x; output) in nats, and the slot at which it stands; 0 and −1 where the block is missing.</summary>
    private static (double Nats, int Position) NegativeLog(double[] x, double[] output, double[] logShare, double none)
    {
        double[] known = [.. x.Select(value => double.IsNaN(value) ? 0 : value)];
        if (x.Any(double.IsNaN) && known.All(value => value == 0))
            return (0, -1);
        int[] there = [.. Enumerable.Range(0, x.Length).Where(k => !double.IsNaN(x[k]))];
        int position = there.MaxBy(k => x[k]);
        var categories = Enumerable.Range(0, x.Length).Where(k => logShare[k] > -60)
            .Select(k => (Logit: output[k] + logShare[k], Distance: known.Select((value, j) => Square(value - (j == k ? 1 : 0))).Sum()))
            .Concat(none > -60 ? [(none, known.Sum(Square))] : []).ToArray();
        double largest = categories.Max(category => category.Logit);
        double logSum = largest + Math.Log(
            logShare.Select((share, k) => Math.Exp(output[k] + share - largest)).Sum() + Math.Exp(none - largest));
        double distance = categories.Min(category => category.Distance);
        double logit = distance == 0 ? categories.MinBy(category => category.Distance).Logit : categories.Min(category => category.Logit);
        return (logSum - logit + 12.5 * distance, position);

        static double Square(double value) => value * value;
    }

    // Parameters as a draw takes them.
    private static (double Nats, int Position) NegativeLog(double[] x, float[] outputs, float[] parameters) => NegativeLog(
        x, Doubles(outputs), Doubles([.. parameters.Where((_, i) => i % 2 == 0)]), parameters[1]);

    // Some categories that training never had, and in every third block one without a 1.
    private static (float[] LogShare, float[] None) Shares()
    {
        var numbers = new Numbers(5);
        float[] logShare = new float[FeatureCount], none = new float[FeatureCount];
        for (int b = 0; b < Blocks.Length; b++)
        {
            double[] shares = [.. Blocks[b].Slots.Select(slot => slot > Blocks[b].First && slot % 4 == 3 ? 0 : numbers.Uniform(0.05, 1))];
            double ofNone = b % 3 == 1 ? 0.1 : 0, total = shares.Sum() + ofNone;
            foreach (int slot in Blocks[b].Slots)
                logShare[slot] = (float)LogOf(shares[slot - Blocks[b].First] / total);
            none[Blocks[b].First] = (float)LogOf(ofNone / total);
        }

        return (logShare, none);
    }

    private protected override ITrainingTerm CreateTerm<TS, TV>()
    {
        PlacedParameter[] places = [new(Categorical.LogShare, 0), new(Categorical.LogShareOfNone, FeatureCount)];
        var term = Kind.CreateTrainingTerm<TS, TV>(new TrainingTermShape(FeatureCount, 1, places));
        term.Prepare([.. LogShare, .. None]);
        return term;
    }

    protected override float[] MakeTargets(int block)
    {
        var slots = Blocks[block];
        var random = new System.Random(block);
        int count = slots.Count;
        bool mayBeNone = None[slots.First] > -60;
        float[] targets = new float[count * Rows];
        for (int row = 0; row < Rows; row++)
        {
            int hot = random.Next(count), gap = random.Next(count);
            while (LogShare[slots.First + hot] <= -60)
                hot = random.Next(count);
            bool isNone = mayBeNone && random.Next(5) == 0, isMissing = random.Next(6) == 0, hasGap = random.Next(6) == 0;
            for (int k = 0; k < count; k++)
                targets[k * Rows + row] = isMissing || (hasGap && k == gap) ? float.NaN : k == hot && !isNone ? 1 : 0;
        }

        return targets;
    }

    private protected override void CheckRows<TS, TV>(int seed, int samples, double spread)
    {
        float[] row = AnyRow(seed), outputs = new Numbers(seed).Uniforms(samples * Width, -spread, spread);
        float[] scores = [.. Enumerable.Repeat(-7f, Width)];
        var shape = new RowTermShape(new LikelihoodColumns(Kind, Blocks, Blocks), FeatureCount, FeatureCount, spec => spec == Categorical.LogShare ? LogShare : None);
        Kind.CreateRowTerm<TS, TV>(shape).Evaluate(row, outputs, samples, scores);
        double[] expected = [.. Enumerable.Repeat(-7.0, Width)];
        foreach (var slots in Blocks)
        {
            foreach (int slot in slots.Slots)
                expected[slot] = 0;
            for (int s = 0; s < samples; s++)
            {
                double[] x = Doubles(slots.Of(row)), y = Doubles(slots.Of(outputs.AsSpan(s * Width, Width)));
                var (nats, position) = NegativeLog(x, y, Doubles(slots.Of(LogShare)), None[slots.First]);
                if (position >= 0)
                    expected[slots.First + position] += nats / samples;
            }
        }

        // The small difference of sums as large as the outputs.
        Close.To(expected, scores, Rounding * Math.Max(1, spread / 4), $"score of row {seed}");
    }

    // Mostly rows as in training; blocks with none, several or other numbers, and with gaps.
    private static float[] AnyRow(int seed)
    {
        var random = new System.Random(seed);
        float[] row = [.. Enumerable.Repeat(0.5f, FeatureCount), .. Enumerable.Repeat(float.NaN, Width - FeatureCount)];
        foreach (var slots in Blocks)
        {
            var x = slots.Of(row.AsSpan());
            x.Clear();
            int hot = random.Next(x.Length), other = random.Next(x.Length), what = random.Next(14);
            x[hot] = what is 1 ? 0 : 1;
            switch (what)
            {
                case 2: x[other] = 1; break;
                case 3: x[other] = 0.25f; break;
                case 4: x[other] = -3; break;
                case 5: x[hot] = 1000; break;
                case 6: x[hot] = 0.999f; break;
                case 7: x[other] = float.NaN; break;
                case 8: x[hot] = float.NaN; break;
                case 9: x.Fill(float.NaN); break;
            }
        }

        return row;
    }

    private static FittedWeights Weights(double weight)
    {
        var numbers = new Numbers(8);
        var architecture = new NetworkArchitecture(FeatureCount, 2, [4], VaeActivation.Silu);
        VaeLikelihood[] kinds = [.. Enumerable.Repeat(VaeLikelihood.Gaussian, FeatureCount)];
        foreach (var slots in Blocks)
            kinds.AsSpan(slots.First, slots.Count).Fill(VaeLikelihood.Categorical);
        var map = new FeatureMap(kinds, new float[FeatureCount], [.. Enumerable.Repeat(1f, FeatureCount)], blocks: Blocks);
        var layout = new ParameterLayout(architecture, map.Groups, new VaeOptions());
        float[] parameters = numbers.Uniforms(layout.Length, -0.6, 0.6);
        var last = layout.Decoder[^1].Weight;
        numbers.Uniforms(last.Length, -weight, weight).CopyTo(parameters, last.Offset);
        Part(Categorical.LogShare, LogShare);
        Part(Categorical.LogShareOfNone, None);
        return RandomModel.Fitted(architecture, map, parameters, numbers.Normals(8), VaeScoreBound.Elbo);

        void Part(ParameterSpec spec, float[] values) =>
            values.CopyTo(parameters, layout.Parts.Single(part => part.Spec.Name == spec.Name).Tensor.Offset);
    }
}

using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>Models of p(x | c): what they score, and what they refuse.</summary>
public class ContextTests
{
    private const int Rows = 600, Features = 2, Context = 3;

    // Of float32 sums in another order: a fixed context is put into the biases. 4e-6 was seen.
    private const double Rounding = 2e-5;

    private static readonly Lazy<VaeModel> Model = new(() =>
    {
        var (rows, context) = Seasons(Rows, seed: 1);
        return Fit.Model(rows, Features, context, Context, Fit.Small(epochs: 150));
    });

    public static TheoryData<int, int, int, int[]> Shapes => new()
    {
        { 1, 1, 1, [] },
        { 5, 2, 3, [7, 4] },
        { 16, 16, 16, [9] },
        { 9, 3, 30, [20] },
    };

    [Fact]
    public void Score_ValueThatIsNormalInAnotherContext_IsAnAnomaly()
    {
        var (rows, context) = Seasons(200, seed: 2);
        float[] others = [.. context.Chunk(Context).SelectMany(c => new[] { c[1], c[0], c[2] })]; // summer for winter
        float[] scores = new float[200], misplaced = new float[200];
        Model.Value.Score(rows, context, scores, []);
        Model.Value.Score(rows, others, misplaced, []);
        Assert.InRange(scores.Count(score => score > Model.Value.Threshold), 0, 30); // of 200 at a rate of 0.05
        Assert.All(misplaced, score => Assert.True(score > Model.Value.Threshold));
    }

    [Fact]
    public void Generate_InAContext_RowsAreThoseOfIt()
    {
        float[] rows = new float[100 * Features];
        Model.Value.Generate([.. Enumerable.Repeat(new float[] { 1, 0, 0 }, 100).SelectMany(c => c)], rows, seed: 3);
        Assert.InRange(Samples.Column(rows, Features, 0).Average(), 9.5, 10.5); // summer's
        Model.Value.Generate([.. Enumerable.Repeat(new float[] { 0, 1, 0 }, 100).SelectMany(c => c)], rows, seed: 3);
        Assert.InRange(Samples.Column(rows, Features, 0).Average(), -10.5, -9.5); // winter's
    }

    [Fact]
    public void Reconstruct_MissingValue_IsFilledFromTheContext()
    {
        float[] reconstruction = new float[Features];
        Model.Value.Reconstruct([float.NaN, float.NaN], [1, 0, 0], reconstruction);
        Assert.InRange(reconstruction[0], 9, 11);
        Model.Value.Reconstruct([float.NaN, float.NaN], [0, 1, 0], reconstruction);
        Assert.InRange(reconstruction[0], -11, -9);
    }

    // W [x, c] + b is W' x + (W'' c + b): a model in one context is a model without.
    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryMethod_OneContext_IsThatOfAModelWithTheContextInItsBiases(int features, int latent, int count, int[] hidden)
    {
        var fitted = RandomModel.Fitted(features, latent, hidden, context: count);
        float[] context = new Numbers(4).Uniforms(count, -2, 5);
        VaeModel model = fitted.Uncalibrated(), folded = Folded(fitted, context).Uncalibrated();
        const int rows = 15;
        float[] x = RandomModel.Rows(rows, features, seed: 5), contexts = [.. Enumerable.Repeat(context, rows).SelectMany(c => c)];

        AssertSame(rows * latent, to => folded.Encode(x, to), to => model.Encode(x, contexts, to, []));
        AssertSame(rows * latent, to => folded.Encode(x, new float[rows * latent], to), to => model.Encode(x, contexts, new float[rows * latent], to));
        AssertSame(rows * features, to => folded.Reconstruct(x, to), to => model.Reconstruct(x, contexts, to));
        AssertSame(rows, to => folded.Score(x, to), to => model.Score(x, contexts, to, []));
        AssertSame(rows * features, to => folded.Score(x, new float[rows], to), to => model.Score(x, contexts, new float[rows], to));
        float[] z = new Numbers(6).Normals(rows * latent);
        AssertSame(rows * features, to => folded.Decode(z, to), to => model.Decode(z, contexts, to));
        AssertSame(rows * features, to => folded.Generate(to, 7), to => model.Generate(contexts, to, 7));
        AssertSame(
            rows * features,
            to => folded.Interpolate(x[..features], x[^features..], to),
            to => model.Interpolate(x[..features], x[^features..], context, to));
    }

    [Fact]
    public void EveryMethod_ManyRows_SameBitsAsAlone()
    {
        var fitted = RandomModel.Fitted(5, 3, [7], context: 2);
        var model = fitted.Uncalibrated();
        const int rows = 30;
        float[] x = RandomModel.Rows(rows, 5, seed: 5), context = new Numbers(8).Uniforms(rows * 2, -3, 3);
        float[] scores = new float[rows], reconstruction = new float[rows * 5], one = new float[1], oneReconstruction = new float[5];
        model.Score(x, context, scores, []);
        model.Reconstruct(x, context, reconstruction);
        for (int row = 0; row < rows; row++)
        {
            Span<float> values = x.AsSpan(row * 5, 5), c = context.AsSpan(row * 2, 2);
            model.Score(values, c, one, []);
            model.Reconstruct(values, c, oneReconstruction);
            Close.ToTheBit(scores.AsSpan(row, 1), one);
            Close.ToTheBit(reconstruction.AsSpan(row * 5, 5), oneReconstruction);
        }
    }

    [Fact]
    public void Fit_TwoThousandRowsAndMore_HoldsRowsOutWithTheirContext()
    {
        var (rows, context) = Seasons(2500, seed: 9);
        var model = Fit.Model(rows, Features, context, Context, Fit.Small(epochs: 10));
        var (fresh, freshContext) = Seasons(1000, seed: 10);
        float[] scores = new float[1000];
        model.Score(fresh, freshContext, scores, []);
        Assert.InRange(scores.Count(score => score > model.Threshold), 20, 90); // of 1000 at a rate of 0.05
    }

    [Fact]
    public void Fit_ContextThatNeverChanges_IsOfNoEffect()
    {
        float[] rows = Samples.Factors(200, 3, 1, 0.3, seed: 1), context = [.. Enumerable.Repeat(5f, 200)];
        var model = Fit.Model(rows, 3, context, 1, Fit.Small());
        float[] scores = new float[200], others = new float[200];
        model.Score(rows, context, scores, []);
        model.Score(rows, [.. Enumerable.Repeat(-1e9f, 200)], others, []);
        Assert.Equal(scores, others);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-9999)]
    public void Fit_ContextIsNotThere_NamesRowAndValue(float value)
    {
        var (rows, context) = Seasons(Rows, seed: 1);
        context[7 * Context + 2] = value;
        var options = Fit.Small();
        options.MissingValues = [-9999];
        var refused = Assert.Throws<VaeDataException>(() => Fit.Model(rows, Features, context, Context, options));
        Assert.True(refused.IsContext);
        Assert.Equal((7, 2), (refused.Row, refused.Feature));
        Assert.StartsWith("Row 7, context 2 is ", refused.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(float.NaN)]
    public void Impute_MissingContext_IsRefusedWithGapsAndWithout(float value) =>
        Assert.Throws<VaeDataException>(() => Model.Value.Impute([value, 0], [1, float.NaN, 0], new float[2]));

    [Fact]
    public void Score_MissingContext_NamesRowAndValue()
    {
        float[] rows = new float[20 * Features], context = new float[20 * Context];
        context[15 * Context + 1] = float.NaN;
        var refused = Assert.Throws<VaeDataException>(() => Model.Value.Score(rows, context, new float[20], []));
        Assert.Equal("Row 15, context 1 is NaN; expected a finite number: a row takes its whole context.", refused.Message);
    }

    [Fact]
    public void EveryMethod_ContextOfAnotherWidth_NamesFoundAndExpected()
    {
        float[] x = new float[2 * Features], z = new float[2 * Model.Value.LatentDimension], c = new float[2 * 2];
        AssertRefused(() => Model.Value.Encode(x, c, z, []));
        AssertRefused(() => Model.Value.Decode(z, c, x));
        AssertRefused(() => Model.Value.Reconstruct(x, c, x));
        AssertRefused(() => Model.Value.Score(x, c, new float[2], []));
        AssertRefused(() => Model.Value.Generate(c, x, 1));

        static void AssertRefused(Action action)
        {
            var refused = Assert.Throws<ArgumentException>("context", action);
            Assert.StartsWith("The span holds 4 values; expected 2 rows of 3.", refused.Message);
        }
    }

    [Fact]
    public void EveryMethod_NoContext_AsksForIt()
    {
        float[] x = new float[Features], z = new float[Model.Value.LatentDimension], scores = new float[1];
        AssertRefused(() => Model.Value.Encode(x, z));
        AssertRefused(() => Model.Value.Encode(x, z, z));
        AssertRefused(() => Model.Value.Decode(z, x));
        AssertRefused(() => Model.Value.Reconstruct(x, x));
        AssertRefused(() => Model.Value.Score(x, scores));
        AssertRefused(() => Model.Value.Score(x, scores, x));
        AssertRefused(() => Model.Value.Generate(x, 1));
        AssertRefused(() => Model.Value.Interpolate(x, x, new float[2 * Features]));

        static void AssertRefused(Action action) =>
            Assert.Contains("a context of 3 values", Assert.Throws<ArgumentException>("context", action).Message);
    }

    [Fact]
    public void Fit_AnotherNumberOfContexts_NamesFoundAndExpected()
    {
        var refused = Assert.Throws<ArgumentException>("context", () => Fit.Model(new float[10], 2, new float[4], 1, Fit.Small()));
        Assert.StartsWith("The context holds 4 values; expected 5 rows of 1", refused.Message);
    }

    // A day of summer is around 10, one of winter around −10; a third kind never comes.
    private static (float[] Rows, float[] Context) Seasons(int rows, int seed)
    {
        var numbers = new Numbers(seed);
        var (x, context) = (new float[rows * Features], new float[rows * Context]);
        for (int row = 0; row < rows; row++)
        {
            bool isSummer = numbers.Uniform(0, 1) < 0.5;
            context[row * Context + (isSummer ? 0 : 1)] = 1;
            x[row * Features] = (isSummer ? 10 : -10) + (float)numbers.Normal();
            x[row * Features + 1] = (float)numbers.Normal();
        }

        return (x, context);
    }

    private static void AssertSame(int length, Action<float[]> expected, Action<float[]> found)
    {
        float[] a = new float[length], b = new float[length];
        expected(a);
        found(b);
        Close.To([.. a.Select(value => (double)value)], b, Rounding);
    }

    private static FittedWeights Folded(FittedWeights fitted, float[] context)
    {
        var architecture = fitted.Architecture with { ContextCount = 0 };
        var layout = new ParameterLayout(architecture, fitted.Features.Groups, new VaeOptions());
        float[] parameters = new float[layout.Length], c = new float[context.Length];
        fitted.Context.Standardize(context, MissingCodes.None, 0, c);
        foreach (var (from, to) in fitted.Layout.Tensors.Zip(layout.Tensors))
        {
            for (int row = 0; row < to.Rows; row++)
            {
                var values = from.Of(fitted.Parameters.Span).Slice(row * from.Columns, to.Columns);
                values.CopyTo(parameters.AsSpan(to.Offset + row * to.Columns));
            }
        }

        foreach (var (from, to) in new[] { (fitted.Layout.Encoder[0], layout.Encoder[0]), (fitted.Layout.Decoder[0], layout.Decoder[0]) })
        {
            for (int row = 0; row < to.Weight.Rows; row++)
            {
                var weights = from.Weight.Of(fitted.Parameters.Span).Slice(row * from.Weight.Columns + to.Weight.Columns, c.Length);
                double sum = 0;
                for (int i = 0; i < c.Length; i++)
                    sum += weights[i] * c[i];
                parameters[to.Bias.Offset + row] += (float)sum;
            }
        }

        return RandomModel.Fitted(architecture, fitted.Features, parameters, fitted.ScoringNoise.ToArray(), fitted.ScoreBound);
    }
}

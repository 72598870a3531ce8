using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// One category of a block of one-hot slots: −log p(k) = log Σⱼ exp aⱼ − aₖ with the logits a = decoder's output + log share, the share being
/// that of the training rows. Where some of them have no 1 in the block, that is one more category, of which the logit is its log share.
/// <para>
/// In scoring, anything else than a category that training had counts as the least likely of them, plus <see cref="Binary.DistanceWeight"/>
/// times the squared distance from the nearest: 12.5 nats for no 1 or two, 25 for the 1 of a slot that never had one. A block's score stands at
/// its largest slot, the first of those, and the others are 0. A missing slot counts as 0, but where no other slot of its block is anything
/// else, the block is missing.
/// </para>
/// </summary>
internal sealed class Categorical : Likelihood
{
    // Beside a category of training, e⁻⁶⁰ is nothing, whatever the decoder gives; sixty is far from where e^x overflows.
    private const float Never = -60;

    /// <summary>The logarithm of each category's share.</summary>
    public static ParameterSpec LogShare { get; } = new("categorical_log_share", Min: Never, Max: 0, Initial: Never, IsLearned: false);

    /// <summary>The logarithm of the share without a 1; at the first slot of a block, the others mean nothing.</summary>
    public static ParameterSpec LogShareOfNone { get; } =
        new("categorical_log_share_of_none", Min: Never, Max: 0, Initial: Never, IsLearned: false);

    public override VaeLikelihood Kind => VaeLikelihood.Categorical;

    public override char Letter => 'K';

    public override bool TakesBlocks => true;

    public override IReadOnlyList<ParameterSpec> Parameters(VaeOptions options) => [LogShare, LogShareOfNone];

    /// <summary>Whether training had a category, by the logarithm of its share.</summary>
    public static bool IsKnown(float logShare) => logShare > Never;

    /// <summary>Never by itself: it takes a block.</summary>
    public override bool Suits(in ColumnSummary column) => false;

    public override bool Suits(BlockSummary block) => block.Unfit is null && block.Categories > 1;

    /// <summary>None: the model's unit is the input's.</summary>
    public override (float Location, float Scale) Learn(in ColumnSummary column) => (0, 1);

    public override float Initial(ParameterSpec spec, BlockSummary block, int slot)
    {
        double share = spec == LogShare ? block.Share(slot) : slot == 0 ? block.ShareOfNone : 0;
        return share > 0 ? (float)Math.Log(share) : Never;
    }

    public override ITrainingTerm CreateTrainingTerm<TS, TV>(TrainingTermShape shape) => new CategoricalTrainingTerm<TS, TV>(shape);

    public override IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape) => new CategoricalRowTerm<TS, TV>(shape);

    /// <summary>The probability of each category.</summary>
    public override void Mean(ReadOnlySpan<float> outputs, ReadOnlySpan<float> parameters, Span<float> means)
    {
        float none = parameters[1], largest = none, sum = 0;
        for (int k = 0; k < means.Length; k++)
        {
            means[k] = outputs[k] + parameters[2 * k];
            largest = Math.Max(largest, means[k]);
        }

        foreach (ref float logit in means)
            sum += logit = MathF.Exp(logit - largest);
        sum += MathF.Exp(none - largest);
        foreach (ref float mean in means)
            mean /= sum;
    }

    /// <summary>1 for one category and 0 for the others.</summary>
    public override void Draw(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> parameters, NoiseSource noise, long row, SlotBlock block, Span<float> values)
    {
        const double half = 1.0 / (1 << 25); // of the step of a uniform number, so that none is 0
        Mean(outputs, parameters, values);
        double rest = noise.Uniform(NoisePurpose.Likelihood, row, (uint)block.First) + half;
        int drawn = 0, likeliest = 0;
        for (int k = 0; k < values.Length; k++)
        {
            if (values[k] > values[likeliest])
                likeliest = k;
        }

        while (drawn < values.Length && (rest -= values[drawn]) >= 0)
            drawn++;
        if (drawn == values.Length && !IsKnown(parameters[1]))
            drawn = likeliest; // the probabilities add up to a little less than 1
        values.Clear();
        if (drawn < values.Length)
            values[drawn] = 1;
    }

    public override GraphValue NegativeLog(RowValues rows, GraphValue output, GraphParameters parameters) =>
        new CategoricalGraph(output, parameters).NegativeLog(rows);

    public override GraphValue Mean(GraphValue output, GraphParameters parameters, Func<GraphValue, GraphValue> toInputUnits) =>
        new CategoricalGraph(output, parameters).Probabilities();
}

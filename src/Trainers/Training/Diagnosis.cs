using System.Globalization;
using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training;

/// <summary>What a user should know of a training that succeeded.</summary>
internal static class Diagnosis
{
    /// <param name="plan">The training.</param>
    /// <param name="wrong">What it has not learned from.</param>
    /// <param name="kl">The mean KL divergence of the training rows, [latent], in nats.</param>
    public static IEnumerable<VaeDiagnostic> Create(TrainingPlan plan, IReadOnlyList<WrongValues> wrong, float[] kl)
    {
        if (plan.Width is { } width)
            yield return width;
        foreach (var values in wrong)
            yield return new(values.Feature, values.ToString());
        foreach (int feature in plan.Statistics.Unobserved)
            yield return new(feature, "No training row has a value. Nothing is known of it.");

        foreach (var block in plan.Statistics.Blocks)
        {
            if (block.Unfit is { } row)
                yield return new(block.Slots.First, Describe(block.Slots, row));
        }

        int rows = plan.Data.RowCount, features = plan.Data.FeatureCount, constant = plan.Features.Likelihoods.Count(IsConstant);
        if (plan.Statistics.Unobserved.Count == features)
            yield return new(null, "No training row has any value, so there is nothing to learn.");
        else if (constant + plan.Statistics.Unobserved.Count == features)
            yield return new(null, "All training rows are equal, so there is nothing to learn: any other row is an anomaly.");
        else if (rows < features)
        {
            yield return new(null, string.Create(
                CultureInfo.InvariantCulture,
                $"The training rows are fewer than the features, {rows:N0} and {features:N0}: they are soon learned by heart, and other rows then " +
                $"score higher than they do."));
        }

        if (LatentActivity.CountActive(kl) == 0)
        {
            yield return new(null, string.Create(
                CultureInfo.InvariantCulture,
                $"The posterior has collapsed onto the prior: no latent dimension is active, and the embedding says nothing about a row. Try a " +
                $"smaller Beta (now {plan.Schedule.KlWeight(plan.Schedule.NumberOfSteps)}), a longer KlWarmUp or more epochs."));
        }

        static string Describe(SlotBlock slots, int row) => string.Create(
            CultureInfo.InvariantCulture,
            $"The block of slots {slots.First} to {slots.End - 1} is not the one-hot encoding of a category: row {row} has more than one 1 in it, or " +
            $"another number than 0 and 1. Each slot has a likelihood of its own.");

        static bool IsConstant(VaeLikelihood likelihood) => likelihood == VaeLikelihood.Constant;
    }
}

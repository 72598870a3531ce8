using System.Globalization;

namespace MLNet.Vae.Model;

/// <summary>Checks every option at once, before any work, and names all that are out of range.</summary>
internal static class OptionsValidation
{
    /// <exception cref="ArgumentException">One or more are out of range.</exception>
    public static void Validate(VaeOptions options) => Validate(options, _ => nameof(options));

    /// <param name="options">The options.</param>
    /// <param name="parameterOf">The caller's parameter that an option, by its name, came with.</param>
    /// <exception cref="ArgumentException">One or more are out of range.</exception>
    public static void Validate(VaeOptions options, Func<string, string> parameterOf)
    {
        var failures = new List<OptionFailure>();
        Whole(failures, nameof(options.LatentDimension), options.LatentDimension, 1, 4096);
        Layers(failures, options.HiddenLayers);
        Defined(failures, nameof(options.Activation), options.Activation);
        Kind(failures, nameof(options.Likelihood), options.Likelihood);
        foreach (var (key, kind) in options.Likelihoods ?? new Dictionary<string, VaeLikelihood>())
            Kind(failures, $"Likelihoods[\"{key}\"]", kind);
        if (options.Architecture is ConvolutionalArchitecture && HasHistograms(options))
            failures.Add(new(nameof(options.Architecture), $"is {options.Architecture}, which has no outputs for the bins of the Histogram likelihood"));
        Codes(failures, options.MissingValues);
        Blocks(failures, options.CategoricalBlocks);
        Real(failures, nameof(options.FixedVariance), options.FixedVariance, 0.0025, 50);
        Real(failures, nameof(options.DegreesOfFreedom), options.DegreesOfFreedom, 1, 200);
        Real(failures, nameof(options.Beta), options.Beta, 0, 1000);
        Real(failures, nameof(options.KlWarmUp), options.KlWarmUp, 0, 1);
        Whole(failures, nameof(options.NumberOfMonteCarloSamples), options.NumberOfMonteCarloSamples, 1, 64);
        Real(failures, nameof(options.InputNoise), options.InputNoise, 0, 10);
        Real(failures, nameof(options.InputMasking), options.InputMasking, 0, 0.9);
        Whole(failures, nameof(options.BatchSize), options.BatchSize, 1, 65_536);
        Whole(failures, nameof(options.NumberOfEpochs), options.NumberOfEpochs, 1, 1_000_000);
        Whole(failures, nameof(options.EarlyStoppingPatience), options.EarlyStoppingPatience, 1, 100);
        Real(failures, nameof(options.ValidationFraction), options.ValidationFraction, 0, 0.5);
        Positive(failures, nameof(options.LearningRate), options.LearningRate, 1);
        Defined(failures, nameof(options.LearningRateSchedule), options.LearningRateSchedule);
        Positive(failures, nameof(options.MaximumGradientNorm), options.MaximumGradientNorm, double.PositiveInfinity);
        Whole(failures, nameof(options.NumberOfScoringSamples), options.NumberOfScoringSamples, 1, 1024);
        Defined(failures, nameof(options.ScoreBound), options.ScoreBound);
        Positive(failures, nameof(options.FalseAlarmRate), options.FalseAlarmRate, 0.5);
        Real(failures, nameof(options.Contamination), options.Contamination, 0, 0.5);
        Whole(failures, nameof(options.NumberOfThreads), options.NumberOfThreads, 1, 1024);
        if (failures.Count > 0)
        {
            throw new ArgumentException(
                $"{failures.Count} option(s) out of range: {string.Join("; ", failures)}.", parameterOf(failures[0].Option));
        }
    }

    private static bool HasHistograms(VaeOptions options) =>
        options.Likelihood == VaeLikelihood.Histogram || options.Likelihoods?.Values.Contains(VaeLikelihood.Histogram) == true;

    private static void Layers(List<OptionFailure> failures, IReadOnlyList<int>? widths)
    {
        for (int i = 0; i < widths?.Count; i++)
            Whole(failures, $"HiddenLayers[{i}]", widths[i], 1, 65_536);
    }

    private static void Kind(List<OptionFailure> failures, string name, VaeLikelihood kind)
    {
        Defined(failures, name, kind);
        if (kind == VaeLikelihood.Constant)
            failures.Add(new(name, "is Constant, which a feature is given by itself; expected another kind"));
        if (kind == VaeLikelihood.Categorical)
            failures.Add(new(name, "is Categorical, which CategoricalBlocks ask for; expected another kind"));
    }

    private static void Codes(List<OptionFailure> failures, IReadOnlyList<float>? codes)
    {
        if (codes is null)
        {
            failures.Add(new("MissingValues", "is null, expected a list (empty for none but NaN)"));
            return;
        }

        for (int i = 0; i < codes.Count; i++)
        {
            if (float.IsNaN(codes[i]))
                failures.Add(new($"MissingValues[{i}]", "is NaN, which is missing by itself; expected a number or an infinity"));
            else if (codes.Take(i).Contains(codes[i]))
                failures.Add(new($"MissingValues[{i}]", string.Create(CultureInfo.InvariantCulture, $"is {codes[i]}, as one before; expected each once")));
        }
    }

    private static void Blocks(List<OptionFailure> failures, IReadOnlyList<Range>? blocks)
    {
        int end = 0;
        for (int i = 0; i < blocks?.Count; i++)
        {
            var (first, last) = (blocks[i].Start, blocks[i].End);
            string name = $"CategoricalBlocks[{i}]";
            if (first.IsFromEnd || last.IsFromEnd)
                failures.Add(new(name, $"is {blocks[i]}, expected slots that are counted from the start"));
            else if (last.Value - first.Value < 2)
                failures.Add(new(name, $"is {blocks[i]}, expected at least two slots"));
            else if (first.Value < end)
                failures.Add(new(name, $"is {blocks[i]}, expected slots behind those of the block before, from {end} on"));
            else
                end = last.Value;
        }
    }

    private static void Whole(List<OptionFailure> failures, string name, int? value, int min, int max)
    {
        if (value < min || value > max)
            failures.Add(new(name, string.Create(CultureInfo.InvariantCulture, $"is {value}, expected {min:N0} to {max:N0}")));
    }

    private static void Real(List<OptionFailure> failures, string name, double? value, double min, double max)
    {
        if (value is { } found && !(found >= min && found <= max))
            failures.Add(new(name, string.Create(CultureInfo.InvariantCulture, $"is {found}, expected {min} to {max}")));
    }

    private static void Positive(List<OptionFailure> failures, string name, double value, double max)
    {
        if (!(value > 0 && value <= max))
            failures.Add(new(name, string.Create(CultureInfo.InvariantCulture, $"is {value}, expected above 0 and at most {max}")));
    }

    private static void Defined<T>(List<OptionFailure> failures, string name, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            failures.Add(new(name, $"is {value}, expected one of {string.Join(", ", Enum.GetNames<T>())}"));
    }
}

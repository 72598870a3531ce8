using System.Globalization;
using MLNet.Vae.Model;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Onnx.Files;

/// <summary>Reads what <see cref="ModelMetadata"/> wrote.</summary>
internal sealed class MetadataReader(IReadOnlyDictionary<string, string> entries)
{
    public bool Has(string key) => entries.ContainsKey(key);

    public string Text(string key) =>
        entries.TryGetValue(key, out string? value) ? value : throw new VaeModelFormatException($"Metadata {key}", "it is missing.");

    public int Whole(string key, int max) => Whole(key, Text(key), max);

    /// <summary>Whole numbers with commas between, each at least 1; none where the text is empty.</summary>
    public int[] WholeNumbers(string key, int max) =>
        Text(key) is { Length: > 0 } text ? [.. text.Split(',').Select(part => Whole(key, part, max))] : [];

    public float Number(string key) => Number(key, Text(key));

    /// <summary>Numbers with commas between.</summary>
    public float[] Numbers(string key, int count)
    {
        string text = Text(key);
        return text.AsSpan().Count(',') == count - 1
            ? [.. text.Split(',').Select(part => Number(key, part))]
            : throw Unexpected(key, text, $"{count} numbers");
    }

    public bool Flag(string key) => Text(key) switch
    {
        "True" => true,
        "False" => false,
        var other => throw Unexpected(key, other, "True or False"),
    };

    public T Choice<T>(string key)
        where T : struct, Enum
    {
        string text = Text(key);
        return Enum.TryParse(text, out T value) && Enum.IsDefined(value)
            ? value
            : throw Unexpected(key, text, $"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    public VaeActivation Activation()
    {
        string text = Text(MetadataKeys.Activation);
        string names = string.Join(", ", Activations.All.Select(activation => activation.Name));
        return Activations.FindByName(text)?.Kind ?? throw Unexpected(MetadataKeys.Activation, text, $"one of {names}");
    }

    public VaeLikelihood[] Likelihoods(int features)
    {
        string text = Text(MetadataKeys.Likelihoods);
        Likelihood?[] found = [.. text.Select(Parts.Likelihoods.Likelihoods.FindByLetter)];
        if (found.Length == features && found.All(likelihood => likelihood is not null))
            return [.. found.Select(likelihood => likelihood!.Kind)];
        string letters = string.Join(" or ", Parts.Likelihoods.Likelihoods.All.Select(likelihood => likelihood.Letter));
        throw Unexpected(MetadataKeys.Likelihoods, text, $"{features} letters {letters}");
    }

    public MissingCodes MissingCodes()
    {
        if (!Has(MetadataKeys.MissingValues))
            return Model.MissingCodes.None;
        string text = Text(MetadataKeys.MissingValues);
        string[] parts = text.Split(',');
        float[] codes = [.. parts.Select(part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float code) ? code : float.NaN)];
        return !codes.Any(float.IsNaN) && codes.Distinct().Count() == codes.Length
            ? new MissingCodes(codes)
            : throw Unexpected(MetadataKeys.MissingValues, text, "numbers or infinities, each once");
    }

    /// <summary>The blocks of slots that a likelihood takes together.</summary>
    /// <param name="likelihoods">[features].</param>
    public SlotBlock[] Blocks(VaeLikelihood[] likelihoods)
    {
        bool[] isTaken = Array.ConvertAll(likelihoods, kind => Parts.Likelihoods.Likelihoods.Get(kind).TakesBlocks);
        int[] counts = Has(MetadataKeys.Blocks) ? WholeNumbers(MetadataKeys.Blocks, likelihoods.Length) : [];
        var blocks = new List<SlotBlock>();
        int end = 0;
        foreach (int count in counts)
        {
            int first = Array.IndexOf(isTaken, true, end);
            if (first < 0 || count > likelihoods.Length - first || isTaken.AsSpan(first, count).Contains(false))
                throw DoNotFit();
            blocks.Add(new SlotBlock(first, count));
            end = first + count;
        }

        return Array.IndexOf(isTaken, true, end) < 0 ? [.. blocks] : throw DoNotFit();

        VaeModelFormatException DoNotFit() => Unexpected(
            MetadataKeys.Blocks,
            Has(MetadataKeys.Blocks) ? Text(MetadataKeys.Blocks) : "",
            $"the numbers of slots of all blocks of {Text(MetadataKeys.Likelihoods)}");
    }

    /// <summary>The number of bins of each feature whose likelihood takes bins.</summary>
    /// <param name="likelihoods">[features].</param>
    public int[] Bins(VaeLikelihood[] likelihoods)
    {
        int expected = likelihoods.Count(kind => Parts.Likelihoods.Likelihoods.Get(kind).TakesBins);
        int[] bins = Has(MetadataKeys.Bins) ? WholeNumbers(MetadataKeys.Bins, Histogram.MaxBins) : [];
        return bins.Length == expected
            ? bins
            : throw Unexpected(MetadataKeys.Bins, Has(MetadataKeys.Bins) ? Text(MetadataKeys.Bins) : "", $"{expected} numbers of bins");
    }

    public static VaeModelFormatException Unexpected(string key, string found, string expected)
    {
        const int longest = 40;
        string shown = found.Length <= longest ? found : found[..longest] + "…";
        return new VaeModelFormatException($"Metadata {key}", $"found '{shown}'; expected {expected}.");
    }

    private static int Whole(string key, string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && value <= max
            ? value
            : throw Unexpected(key, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {max:N0}"));

    private static float Number(string key, string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw Unexpected(key, text, "a finite number");
}

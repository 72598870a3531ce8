using System.CommandLine;
using System.Globalization;

namespace MLNet.Vae.Benchmarks;

/// <summary>An option that is a share, from 0 to a half.</summary>
internal static class ShareOption
{
    private const double Max = 0.5;

    /// <param name="name">With the two dashes.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="byDefault">Its value where it is not given.</param>
    public static Option<double> Create(string name, string description, double byDefault) =>
        new(name)
        {
            Description = description,
            HelpName = "SHARE",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (double.TryParse(text, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= Max)
                    return share;
                result.AddError($"{name} is '{text}'; expected 0 to {Max.ToString(CultureInfo.InvariantCulture)}.");
                return 0;
            },
        };
}

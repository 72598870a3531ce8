using System.CommandLine;
using System.Globalization;

namespace MLNet.Vae.Benchmarks;

/// <summary>An option that is a whole number from 1 on.</summary>
public static class CountOption
{
    /// <param name="name">With the two dashes.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="byDefault">Its value where it is not given; null where the command goes without it.</param>
    public static Option<int?> Create(string name, string description, int? byDefault = null) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number > 0)
                    return number;
                result.AddError($"{name} is '{text}'; expected a whole number from 1 on.");
                return null;
            },
        };
}

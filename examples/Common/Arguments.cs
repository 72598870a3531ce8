using System.Globalization;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.Common;

/// <summary>A command line: at most one path, options that take a value, and flags that take none.</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _flags = [];

    private Arguments()
    {
    }

    /// <summary>The path of the user's own file or folder; null where there is none.</summary>
    public string? Path { get; private set; }

    /// <summary>The value of an option; null where it is not given.</summary>
    public string? this[string option] => _values.GetValueOrDefault(option);

    /// <summary>What the user says of the CSV file.</summary>
    public CsvOptions Csv => new(DecimalComma: Has(CsvOptions.DecimalCommaFlag));

    /// <summary>Whether a flag is given.</summary>
    public bool Has(string flag) => _flags.Contains(flag);

    /// <summary>The whole number that is the value of an option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="otherwise">The number where it is not given.</param>
    /// <param name="min">The smallest that is taken.</param>
    /// <exception cref="InputException">The value is no such number.</exception>
    public int Number(string option, int otherwise, int min) => this[option] is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min ? number
        : throw new InputException($"{option} is '{text}'; expected a whole number from {min} on.");

    /// <summary>The value of an option that is one of a few words.</summary>
    /// <param name="option">The option.</param>
    /// <param name="words">What it may be; the first where it is not given.</param>
    /// <exception cref="InputException">The value is none of them.</exception>
    public string Word(string option, params string[] words) => this[option] is not { } text ? words[0]
        : words.Contains(text) ? text
        : throw new InputException($"{option} is '{text}'; expected one of {NameList.Quote(words)}.");

    /// <exception cref="InputException">An option is unknown or has no value, or there are two paths.</exception>
    public static Arguments Parse(string[] args, params string[] options) =>
        Parse(args, "[FILE.csv]", options, [CsvOptions.DecimalCommaFlag]);

    /// <param name="args">The command line.</param>
    /// <param name="path">What the path is called in the usage; empty for none.</param>
    /// <param name="options">Options that take a value.</param>
    /// <param name="flags">Those that take none.</param>
    /// <exception cref="InputException">An option is unknown or has no value, or there are more paths than one.</exception>
    public static Arguments Parse(string[] args, string path, string[] options, string[] flags)
    {
        var parsed = new Arguments();
        string usage = $"Usage: {string.Join(' ', [path, .. options.Select(option => $"[{option} VALUE]"), .. flags.Select(flag => $"[{flag}]")])}";
        for (int i = 0; i < args.Length; i++)
        {
            string arg = args[i];
            if (options.Contains(arg))
                parsed._values[arg] = ++i < args.Length ? args[i] : throw new InputException($"{arg} needs a value. {usage}");
            else if (flags.Contains(arg))
                parsed._flags.Add(arg);
            else if (arg.StartsWith('-'))
                throw new InputException($"There is no option {arg}. {usage}");
            else if (path.Length == 0)
                throw new InputException($"Found '{arg}'; expected options alone. {usage}");
            else
                parsed.Path = parsed.Path is null ? arg : throw new InputException($"Found two paths, '{parsed.Path}' and '{arg}'. {usage}");
        }

        return parsed;
    }
}

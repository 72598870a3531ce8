using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.Common;

/// <summary>A command line: at most one path, options that take a value, and flags that take none.</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];

    private Arguments()
    {
    }

    /// <summary>The path of the user's own CSV file; null where there is none.</summary>
    public string? Path { get; private set; }

    /// <summary>The value of an option; null where it is not given.</summary>
    public string? this[string option] => _values.GetValueOrDefault(option);

    /// <summary>What the user says of the CSV file.</summary>
    public CsvOptions Csv => new(DecimalComma: this[CsvOptions.DecimalCommaFlag] is not null);

    /// <exception cref="InputException">An option is unknown or has no value, or there are two paths.</exception>
    public static Arguments Parse(string[] args, params string[] options)
    {
        var parsed = new Arguments();
        string usage = string.Join(' ', ["Usage: [FILE.csv]", $"[{CsvOptions.DecimalCommaFlag}]", .. options.Select(option => $"[{option} VALUE]")]);
        for (int i = 0; i < args.Length; i++)
        {
            string arg = args[i];
            if (arg == CsvOptions.DecimalCommaFlag)
                parsed._values[arg] = "";
            else if (options.Contains(arg))
                parsed._values[arg] = ++i < args.Length ? args[i] : throw new InputException($"{arg} needs a value. {usage}");
            else if (arg.StartsWith('-'))
                throw new InputException($"There is no option {arg}. {usage}");
            else
                parsed.Path = parsed.Path is null ? arg : throw new InputException($"Found two files, '{parsed.Path}' and '{arg}'. {usage}");
        }

        return parsed;
    }
}

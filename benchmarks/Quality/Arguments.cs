namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>What the command line asked for.</summary>
internal sealed record Arguments(string[] Files, Protocol Protocol, int Seeds)
{
    public const string Usage = "usage: quality DIR [--protocol semi|unsup] [--seeds N]";

    /// <exception cref="ArgumentException">Something is missing or not understood.</exception>
    public static Arguments Parse(string[] arguments)
    {
        string? folder = null;
        var protocol = Protocol.Semi;
        int seeds = 3;
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (argument is not ("--protocol" or "--seeds"))
            {
                folder = argument;
                continue;
            }

            string value = ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{argument} needs a value.");
            if (argument == "--seeds" && !(int.TryParse(value, out seeds) && seeds > 0))
                throw new ArgumentException($"--seeds is '{value}'; expected a whole number from 1 on.");
            if (argument == "--protocol" && !(Enum.TryParse(value, ignoreCase: true, out protocol) && Enum.IsDefined(protocol)))
                throw new ArgumentException($"--protocol is '{value}'; expected semi or unsup.");
        }

        if (folder is null)
            throw new ArgumentException("No folder given.");
        if (!Directory.Exists(folder))
            throw new ArgumentException($"There is no folder '{folder}'.");
        string[] files = [.. Directory.GetFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? new Arguments(files, protocol, seeds)
            : throw new ArgumentException($"'{folder}' holds no *.csv.gz; expected data sets whose last column is 1 for an anomaly.");
    }
}

using System.Diagnostics;
using System.Globalization;

namespace MLNet.Vae.Tests.Support;

/// <summary>Scores rows with a saved model in a process of its own, which knows the model's path only.</summary>
internal static class ScoringProgram
{
    /// <param name="program">Name of the program's project, which these tests have built.</param>
    /// <param name="model">Path of the model.</param>
    /// <param name="rows">[rows][features].</param>
    /// <param name="columns">Columns to read.</param>
    /// <returns>The model's parts, and the rows, as tests/ScoringProgram writes them.</returns>
    public static (string Parts, string[] Rows) Run(string program, string model, float[][] rows, params string[] columns)
    {
        string input = $"{model}.rows";
        File.WriteAllLines(input, rows.Select(row => string.Join(',', row.Select(value => FormattableString.Invariant($"{value:R}")))));
        // artifacts/bin/PROJECT/CONFIGURATION/
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/', '\\'));
        string path = Path.Combine(output.Parent!.Parent!.FullName, program, output.Name, program + ".dll");
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [path, model, input, .. columns])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ORT_DISABLE_TELEMETRY"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string[] lines = process.StandardOutput.ReadToEnd().TrimEnd().Split(Environment.NewLine);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return (lines[0], lines[1..]);
    }

    /// <summary>Values as the program writes them.</summary>
    public static string Line(object[] values) => string.Join(' ', values.Select(Text));

    private static string Text(object value) => value switch
    {
        float[] vector => string.Join(',', vector.Select(Bits)),
        float number => Bits(number),
        _ => value.ToString()!,
    };

    private static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Spectre.Console;

namespace MLNet.Vae.Examples.Common;

/// <summary>What all examples do around their work.</summary>
public static class ExampleProgram
{
    private const int WidthOfAFile = 140;

    /// <summary>
    /// Runs an example and gives its exit code. What a user can put right is told in one line; anything else is a bug and keeps its stack trace.
    /// </summary>
    public static int Run(Action example)
    {
        // Figures look the same on every machine.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        if (Console.IsOutputRedirected)
        {
            // Spectre.Console looks at the terminal's name alone, and would write colors into a file, in lines of 80 characters.
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Width = WidthOfAFile;
        }

        try
        {
            example();
            return 0;
        }
        catch (Exception mistake) when (mistake is InputException or VaeDivergedException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {mistake.Message}");
            return 1;
        }
    }
}

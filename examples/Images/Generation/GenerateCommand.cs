using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.Images.Generation;

/// <summary>
/// Learns handwritten digits, and draws new ones: <c>generate [FILE.csv] [--page FILE.html] [--decimal-comma]</c>. FILE.csv holds square images of gray values, a
/// row each, under a header; the first column may be a label. Without a file it is the digits data.
/// </summary>
internal static class GenerateCommand
{
    public static void Run(string[] args)
    {
        var arguments = Arguments.Parse(args, "--page");
        string page = arguments["--page"] ?? "generated-digits.html";
        OutputFile.Check(page); // now, not after the training
        var images = SquareImages.Load(arguments.Path ?? Path.Combine(AppContext.BaseDirectory, "digits.csv"), arguments.Csv);
        Console.WriteLine($"{images.FileName}: {images.Rows.Count:N0} images of {images.Side} x {images.Side} pixels");
        var generator = TrainingBar.Show(bar => Generator.Train(images, bar));
        GenerationPage.Create(images, generator).Save(page);
        Console.WriteLine($"Pictures: {Path.GetFullPath(page)}");
    }
}

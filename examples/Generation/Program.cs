using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Generation;

// Learns handwritten digits, and draws new ones.
//
//     Generation [FILE.csv] [--page FILE.html]
//
// FILE.csv holds square images of gray values, a row each, under a header; the first column may be a label. Without a file it is the digits
// data.
return ExampleProgram.Run(() =>
{
    var arguments = Arguments.Parse(args, "--page");
    string page = arguments["--page"] ?? "generated-digits.html";
    var images = SquareImages.Load(arguments.Path ?? Path.Combine(AppContext.BaseDirectory, "digits.csv"));
    Console.WriteLine($"{images.FileName}: {images.Rows.Count:N0} images of {images.Side} x {images.Side} pixels");
    var generator = TrainingBar.Show(bar => Generator.Train(images, bar));
    GenerationPage.Create(images, generator).Save(page);
    Console.WriteLine($"Pictures: {Path.GetFullPath(page)}");
});

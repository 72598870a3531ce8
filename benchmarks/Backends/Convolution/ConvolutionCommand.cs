using System.CommandLine;

namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>The convolutional network of MNIST: its steps, its scores, its bound.</summary>
internal static class ConvolutionCommand
{
    private const string Results = "benchmarks/results/convolution.md";

    public static Command Create()
    {
        var rounds = new Argument<int>("ROUNDS") { Description = "Runs of each.", DefaultValueFactory = _ => 5 };
        var python = new Argument<string>("PYTHON") { Description = "A Python with PyTorch.", DefaultValueFactory = _ => "/usr/bin/python3" };
        var images = new Option<DirectoryInfo?>("--mnist")
        {
            Description = "Folder of MNIST's four idx files, as .gz; without it no model is trained.",
        };
        var epochs = CountOption.Create("--epochs", "Passes over the images.", byDefault: 3);
        const string description =
            "Convolutional networks: a step against PyTorch, a score against ONNX Runtime, the bound against a dense network.";
        var command = new Command("convolution", description) { rounds, python, images, epochs };
        command.SetAction(parsed => Write(
            parsed.GetValue(rounds), parsed.GetRequiredValue(python), parsed.GetValue(images)?.FullName, parsed.GetValue(epochs)!.Value));
        return command;
    }

    // In the repository's root.
    private static void Write(int rounds, string python, string? images, int epochs)
    {
        List<string> lines = [$"{Machine.Description}; 28-[32,64]-32, kernels of 4, a stride of 2\n"];
        foreach (string line in ConvolutionRows.Measure(rounds).Concat(ConvolutionSteps.Measure(rounds, python)))
            Add(line);
        foreach (string line in images is null ? [] : ConvolutionBound.Measure(images, epochs))
            Add(line);
        File.WriteAllLines(Results, lines);

        void Add(string line)
        {
            Console.WriteLine(line);
            lines.Add(line);
        }
    }
}

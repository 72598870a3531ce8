using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using MLNet.Vae.Model;
using MLNet.Vae.Training;

namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>Microseconds of an image's score in C# and in ONNX Runtime: batches of 64, one thread each, in turn.</summary>
internal static class ConvolutionRows
{
    private const int Rows = 64, RunsOfARound = 40;

    public static IEnumerable<string> Measure(int rounds)
    {
        var one = Case.Convolution;
        float[] images = one.Rows()[..(Rows * one.Features)], scores = new float[Rows];
        var model = Model(one);
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var stream = new MemoryStream();
        model.Save(stream);
        using var session = new InferenceSession(stream.ToArray(), options);
        using var value = OrtValue.CreateTensorValueFromMemory(images, [Rows, one.Features]);
        using var runOptions = new RunOptions();
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (int run = 0; run < rounds * RunsOfARound; run++)
        {
            ours.Add(Microseconds(() => model.Score(images, scores)));
            theirs.Add(Microseconds(() => session.Run(runOptions, ["features"], [value], ["Score"]).Dispose()));
        }

        yield return "| a score, one thread, batches of 64 | median, µs a row | fastest, µs a row |";
        yield return "|---|---|---|";
        yield return $"| C# | {Median.Of(ours):0.0} | {ours.Min():0.0} |";
        yield return $"| ONNX Runtime | {Median.Of(theirs):0.0} | {theirs.Min():0.0} |";
        yield return $"| C# to ONNX Runtime | {Median.Of(ours) / Median.Of(theirs):0.00} | {ours.Min() / theirs.Min():0.00} |\n";
    }

    // Of weights as a training begins with them: they take as long as others.
    private static VaeModel Model(Case one)
    {
        var plan = new TrainingPlan(new RowsInMemory(one.Rows(), one.Features), one.Options(TorchSharpBackend.Cpu, threads: 1, steps: 8));
        var calibration = new Calibration(new CalibrationScores([0]), 0, new float[one.Latent]);
        return new VaeModel(new FittedModel(plan.Weights(plan.InitialParameters), calibration));
    }

    private static double Microseconds(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rows;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using MLNet.Vae;

// What an application does that is published natively: trains on 2,000 rows of 30 numbers and scores them, or scores with a model from a file.
// usage: [THREADS [EPOCHS]]   writes the bits of a vector and the seconds that the training took, then each score by its bits
//        score MODEL          writes the score of a row of zeros
//        nothing              writes a line, to be held against the others
const int Rows = 2000, Features = 30;
switch (args)
{
    case ["nothing"]:
        Console.WriteLine("nothing");
        return;
    case ["score", var path]:
        var loaded = VaeModel.Load(path);
        float[] score = new float[1];
        loaded.Score(new float[loaded.FeatureCount], score);
        Console.WriteLine(score[0].ToString(CultureInfo.InvariantCulture));
        return;
}

int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
int? epochs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : null;

var random = new Random(1);
var rows = new float[Rows * Features];
for (int row = 0; row < Rows; row++)
{
    double a = 2 * random.NextDouble() - 1, b = 2 * random.NextDouble() - 1;
    for (int d = 0; d < Features; d++)
        rows[row * Features + d] = (float)(a * (d + 1) / Features + b * (d % 5) / 5 + 0.2 * random.NextDouble());
}

long start = Stopwatch.GetTimestamp();
var model = VaeModel.Fit(rows, Features, new VaeOptions { NumberOfThreads = threads, NumberOfEpochs = epochs });
double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bits} bits, {seconds:f3} s"));

var scores = new float[Rows];
model.Score(rows, scores);
foreach (float score in scores)
    Console.WriteLine(BitConverter.SingleToUInt32Bits(score).ToString("x8", CultureInfo.InvariantCulture));

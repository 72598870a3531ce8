#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// Small images as rows: learns what a handwritten 3 looks like, and tells it from other digits of 8 × 8 pixels.
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae;

const int Side = 8;
var mlContext = new MLContext();
var digits = mlContext.Data.LoadFromTextFile("examples/data/digits.csv", new TextLoader.Options
{
    Columns = [new TextLoader.Column("Digit", DataKind.Single, 0), new TextLoader.Column("Pixels", DataKind.Single, 1, Side * Side)],
    Separators = [','],
    HasHeader = true,
});
var threes = mlContext.Data.FilterRowsByColumn(digits, "Digit", 3, 4);
var training = mlContext.Data.TakeRows(threes, 120);
var model = mlContext.AnomalyDetection.Trainers.Vae(
    new VaeEstimator.Options { FeatureColumnName = "Pixels", ReconstructionColumnName = "Expected", Seed = 1 }).Fit(training);

// Each of the other digits against the threes that were not trained on.
float[] normal = [.. model.Transform(mlContext.Data.SkipRows(threes, 120)).GetColumn<float>("Score")];
for (int digit = 0; digit < 10; digit += 4)
{
    var others = model.Transform(mlContext.Data.FilterRowsByColumn(digits, "Digit", digit, digit + 1));
    float[] scores = [.. others.GetColumn<float>("Score")];
    double above = scores.Sum(score => normal.Count(three => score > three)) / (double)(scores.Length * normal.Length);
    Console.WriteLine($"Digit {digit} looks more anomalous than a 3 with probability {above:0.0}");
}

// A 3, and how far from it is what the model expects.
var shown = model.Transform(mlContext.Data.TakeRows(threes, 1));
float[] image = shown.GetColumn<float[]>("Pixels").Single(), expected = shown.GetColumn<float[]>("Expected").Single();
for (int y = 0; y < Side; y++)
    Console.WriteLine(string.Concat(image.Skip(y * Side).Take(Side).Select(pixel => pixel > 8 ? "##" : "  ")));
double error = Math.Sqrt(image.Zip(expected, (one, other) => Math.Pow(one - other, 2)).Average());
Console.WriteLine($"Expected within {error:0.0} of 16 gray values");

// Output:
// Digit 0 looks more anomalous than a 3 with probability 1.0
// Digit 4 looks more anomalous than a 3 with probability 1.0
// Digit 8 looks more anomalous than a 3 with probability 0.9
//       ####
//     ##  ##
//       ####
//       ####
//         ####
//           ##
//           ####
//       ######
// Expected within 1.2 of 16 gray values

#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// K-means on an embedding: 1,797 handwritten digits of 8 × 8 pixels, without a look at which digit each one is.
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLNet.Vae;

var mlContext = new MLContext(seed: 1);
var digits = mlContext.Data.LoadFromTextFile("examples/data/digits.csv", new TextLoader.Options
{
    Columns = [new TextLoader.Column("Digit", DataKind.Single, 0), new TextLoader.Column("Pixels", DataKind.Single, 1, 64)],
    Separators = [','],
    HasHeader = true,
});

// Asked for the clean digit, and shown one with noise, the model cannot rely on single pixels: digits of one shape move together.
var pipeline = mlContext.Transforms.NormalizeMinMax("Pixels")
    .Append(mlContext.Transforms.VaeEncode(new VaeEstimator.Options
    {
        FeatureColumnName = "Pixels",
        LatentDimension = 8,
        Likelihood = VaeLikelihood.Bernoulli, // gray values between 0 and 1
        InputNoise = 0.3,
        NumberOfEpochs = 300,
        Seed = 1,
    }))
    .Append(mlContext.Clustering.Trainers.KMeans(new KMeansTrainer.Options
    {
        FeatureColumnName = "Embedding",
        NumberOfClusters = 10,
        NumberOfThreads = 1, // several add up in an order of their own each time
    }));
var clustered = pipeline.Fit(digits).Transform(digits);

// The digit that each cluster has most of.
float[] digit = [.. clustered.GetColumn<float>("Digit")];
uint[] cluster = [.. clustered.GetColumn<uint>("PredictedLabel")];
int inMost = 0;
foreach (var members in digit.Zip(cluster).GroupBy(row => row.Second))
    inMost += members.CountBy(row => row.First).Max(count => count.Value);
Console.WriteLine($"Share of digits that are the most frequent one of their cluster: {inMost / (double)digit.Length:0.0}");

// Output:
// Share of digits that are the most frequent one of their cluster: 0.8

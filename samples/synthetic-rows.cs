#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// Rows that look like a table and are nobody's.
using Microsoft.ML;
using Microsoft.ML.Data;

// Customers: an age, an income that grows with it, and a number of children.
var random = new Random(1);
Customer[] customers = [.. Enumerable.Range(0, 4000).Select(_ =>
{
    float age = random.Next(18, 80);
    return new Customer { Age = age, Income = 1000 + 40 * age + 500 * random.NextSingle(), Children = age < 25 ? 0 : random.Next(4) };
})];

var mlContext = new MLContext();
var data = mlContext.Data.LoadFromEnumerable(customers);
var pipeline = mlContext.Transforms.Concatenate("Features", "Age", "Income", "Children")
    .Append(mlContext.Transforms.VaeEncode("Embedding", "Features", seed: 1));
var vae = pipeline.Fit(data).FindVae();

// Draws, with the whole numbers, ranges and spikes of each column.
float[][] real = [.. customers.Select(one => new[] { one.Age, one.Income, one.Children })];
float[][] made = [.. vae.Generate(4000, seed: 1, sampleLikelihood: true).GetColumn<float[]>("Features")];
Describe("real", real);
Describe("made", made);
Console.WriteLine($"Made ages are whole numbers: {made.All(row => row[0] == MathF.Round(row[0]))}");

static void Describe(string name, float[][] rows) => Console.WriteLine(
    $"{name}: ages {rows.Min(row => row[0])} to {rows.Max(row => row[0])}, mean {rows.Average(row => row[0]):0}; " +
    $"without children {rows.Average(row => row[2] == 0 ? 1.0 : 0):0.0}; correlation of age and income {Correlation(rows):0.0}");

static double Correlation(float[][] rows)
{
    double x = rows.Average(row => row[0]), y = rows.Average(row => row[1]);
    double xy = rows.Sum(row => (row[0] - x) * (row[1] - y));
    return xy / Math.Sqrt(rows.Sum(row => Math.Pow(row[0] - x, 2)) * rows.Sum(row => Math.Pow(row[1] - y, 2)));
}

public sealed class Customer
{
    public float Age { get; set; }
    public float Income { get; set; }
    public float Children { get; set; }
}

// Output:
// real: ages 18 to 79, mean 48; without children 0.3; correlation of age and income 1.0
// made: ages 18 to 79, mean 49; without children 0.3; correlation of age and income 1.0
// Made ages are whole numbers: True

#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// Rows that look like a table: drawn, not copied.
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae;

// Customers: an age, an income that grows with it until many have none, and a number of children.
var random = new Random(1);
Customer[] customers = [.. Enumerable.Range(0, 4000).Select(_ =>
{
    float age = random.Next(18, 80);
    float income = random.Next(18, 100) < age ? 0 : 1000 + 40 * age + 500 * random.NextSingle();
    return new Customer { Age = age, Income = income, Children = age < 25 ? 0 : random.Next(4) };
})];

// Numbers by bins, so that each may have any distribution given the rest of its row.
string[] numbers = ["Age", "Income", "Children"];
var mlContext = new MLContext();
var data = mlContext.Data.LoadFromEnumerable(customers);
var pipeline = mlContext.Transforms.Concatenate("Features", numbers)
    .Append(mlContext.Transforms.VaeEncode(new VaeEstimator.Options
    {
        Likelihoods = numbers.ToDictionary(name => name, _ => VaeLikelihood.Histogram),
        Seed = 1,
    }));
var vae = pipeline.Fit(data).FindVae();

// Draws, with the whole numbers, ranges and spikes of each column.
float[][] real = [.. customers.Select(one => new[] { one.Age, one.Income, one.Children })];
float[][] made = [.. vae.Generate(4000, seed: 1, sampleLikelihood: true).GetColumn<float[]>("Features")];
Describe("real", real);
Describe("made", made);
Console.WriteLine($"Made ages are whole numbers: {made.All(row => row[0] == MathF.Round(row[0]))}");

static void Describe(string name, float[][] rows) => Console.WriteLine(
    $"{name}: ages {rows.Min(row => row[0])} to {rows.Max(row => row[0])}, mean {rows.Average(row => row[0]):0}; " +
    $"without income {Share(rows, 18, 40)} under 40, {Share(rows, 60, 80)} from 60 on; " +
    $"without children {rows.Average(row => row[2] == 0 ? 1.0 : 0):0.0}");

static string Share(float[][] rows, int from, int to) =>
    $"{rows.Where(row => row[0] >= from && row[0] < to).Average(row => row[1] == 0 ? 1.0 : 0):0.0}";

public sealed class Customer
{
    public float Age { get; set; }
    public float Income { get; set; }
    public float Children { get; set; }
}

// Output:
// real: ages 18 to 79, mean 49; without income 0.1 under 40, 0.6 from 60 on; without children 0.3
// made: ages 18 to 79, mean 48; without income 0.2 under 40, 0.6 from 60 on; without children 0.4
// Made ages are whole numbers: True

#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// Text columns beside numbers: an unusual combination, a category that training never had.
using Microsoft.ML;
using Microsoft.ML.Data;

var random = new Random(1);
string[] countries = ["Chile", "Japan", "Norway"];
Order[] orders = [.. Enumerable.Range(0, 3000).Select(_ =>
{
    int country = random.Next(3);
    return new Order { Country = countries[country], Carrier = country == 0 ? "ship" : "air", Weight = 1 + country + random.NextSingle() };
})];

// OneHotEncoding's slots are taken together as one category, without a setting.
var mlContext = new MLContext();
var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("CountrySlots", "Country")
    .Append(mlContext.Transforms.Categorical.OneHotEncoding("CarrierSlots", "Carrier"))
    .Append(mlContext.Transforms.Concatenate("Features", "CountrySlots", "CarrierSlots", "Weight"))
    .Append(mlContext.AnomalyDetection.Trainers.Vae("Features", falseAlarmRate: 0.001, seed: 1));
var fitted = pipeline.Fit(mlContext.Data.LoadFromEnumerable(orders));
var model = fitted.LastTransformer.Model;
Console.WriteLine($"Likelihoods: {string.Join(", ", model.Likelihoods.Distinct())}; blocks: {string.Join(" ", model.CategoricalBlocks)}");

Order[] today =
[
    new() { Country = "Japan", Carrier = "air", Weight = 2.5f },
    new() { Country = "Japan", Carrier = "ship", Weight = 2.5f }, // both are known, and never together
    new() { Country = "Peru", Carrier = "air", Weight = 2.5f }, // no row of the training has it
];
var scored = fitted.Transform(mlContext.Data.LoadFromEnumerable(today));
foreach (var (order, isAnomaly) in today.Zip(scored.GetColumn<bool>("PredictedLabel")))
    Console.WriteLine($"{order.Country} by {order.Carrier}: {(isAnomaly ? "an anomaly" : "normal")}");

public sealed class Order
{
    public string Country { get; set; } = "";
    public string Carrier { get; set; } = "";
    public float Weight { get; set; }
}

// Output:
// Likelihoods: Categorical, Gaussian; blocks: 0..3 3..5
// Japan by air: normal
// Japan by ship: an anomaly
// Peru by air: an anomaly

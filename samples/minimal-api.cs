#:sdk Microsoft.NET.Sdk.Web
#:package MLNet.Vae.Trainers@0.1.0
#:property PublishAot=false

// A service that scores JSON arrays: no row class, no schema, no ML.NET.
using MLNet.Vae;

// Training belongs into a program of its own; what the service needs is the file.
var random = new Random(1);
float[] readings = [.. Enumerable.Range(0, 1000).Select(_ => random.NextSingle()).SelectMany(load =>
    new[] { 2 + 4 * load, 60 - 40 * load, 20 + 20 * load }.Select(value => value * (1 + 0.01f * random.NextSingle())))];
string file = Path.Combine(Path.GetTempPath(), "pump.onnx");
VaeModel.Fit(readings, featureCount: 3, new VaeOptions { Seed = 1 }).Save(file);

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton(VaeModel.Load(file)); // it never changes: any number of requests may use it at once
builder.WebHost.UseUrls("http://127.0.0.1:0"); // any free port
await using var app = builder.Build();
app.MapPost("/score", (float?[] row, VaeModel model) => // JSON has no NaN: null is a missing value
{
    if (row.Length != model.FeatureCount)
        return Results.BadRequest($"The row has {row.Length} values; expected {model.FeatureCount}.");
    float[] features = [.. row.Select(value => value ?? float.NaN)], score = [0];
    model.Score(features, score);
    return Results.Ok(new { IsAnomaly = score[0] > model.Threshold });
});
await app.StartAsync(); // a real service calls app.Run() here, and that is all

using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
foreach (string row in new[] { "[3.6, 44, 28]", "[3.6, 44, 36]", "[3.6, null, 28]", "[3.6, 44]" })
{
    var answer = await client.PostAsync("/score", new StringContent(row, System.Text.Encoding.UTF8, "application/json"));
    Console.WriteLine($"{row}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
}

// Output:
// [3.6, 44, 28]: 200 {"isAnomaly":false}
// [3.6, 44, 36]: 200 {"isAnomaly":true}
// [3.6, null, 28]: 200 {"isAnomaly":false}
// [3.6, 44]: 400 "The row has 2 values; expected 3."

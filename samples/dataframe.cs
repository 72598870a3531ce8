#:package MLNet.Vae@0.1.0
#:package Microsoft.Data.Analysis@0.23.1
#:property PublishAot=false

// A DataFrame in, a DataFrame out.
using Microsoft.Data.Analysis;
using Microsoft.ML;

var random = new Random(1);
float[] loads = [.. Enumerable.Range(0, 1000).Select(_ => random.NextSingle())];
var frame = new DataFrame(
    new SingleDataFrameColumn("Pressure", loads.Select(load => 2 + 4 * load + 0.05f * random.NextSingle())),
    new SingleDataFrameColumn("Flow", loads.Select(load => 60 - 40 * load + 0.5f * random.NextSingle())),
    new SingleDataFrameColumn("Temperature", loads.Select(load => 20 + 20 * load + 0.2f * random.NextSingle())));
frame["Temperature"][500] = 39f; // a value that the others of its row do not explain
frame["Flow"][700] = null; // and one that is missing

// A frame is an IDataView: a pipeline takes it as it is.
var mlContext = new MLContext();
var pipeline = mlContext.Transforms.Concatenate("Features", "Pressure", "Flow", "Temperature")
    .Append(mlContext.AnomalyDetection.Trainers.Vae("Features", contamination: 0.01, seed: 1));
var scored = pipeline.Fit(frame).Transform(frame);

// As many rows as there are: ToDataFrame takes a hundred, where nothing is said.
DataFrame result = scored.ToDataFrame(maxRows: frame.Rows.Count, "Pressure", "Flow", "Temperature", "Score", "PValue");
DataFrame ranked = result.OrderByDescending("Score");
Console.WriteLine($"{result.Rows.Count} rows, columns {string.Join(", ", result.Columns.Select(column => column.Name))}");
Console.WriteLine($"The most anomalous: temperature {ranked["Temperature"][0]:0}, p-value {ranked["PValue"][0]:0.000}");
Console.WriteLine($"The row with the gap: {((float)result["PValue"][700] < 0.05f ? "anomalous" : "normal")}");

// Output:
// 1000 rows, columns Pressure, Flow, Temperature, Score, PValue
// The most anomalous: temperature 39, p-value 0.008
// The row with the gap: normal

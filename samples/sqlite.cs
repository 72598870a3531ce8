#:package MLNet.Vae@0.1.0
#:package Microsoft.Data.Sqlite@10.0.15
#:property PublishAot=false

// Rows out of a database, scores back into it.
using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.ML;
using Microsoft.ML.Data;

string file = Path.Combine(Path.GetTempPath(), "pump.sqlite"), connectionString = $"Data Source={file}";
File.Delete(file);
using var connection = new SqliteConnection(connectionString);
connection.Open();
Execute("CREATE TABLE reading (id INTEGER PRIMARY KEY, pressure REAL, flow REAL, temperature REAL, score REAL, is_anomaly INTEGER)");
Execute("""
    WITH RECURSIVE load(id, x) AS (SELECT 1, 0.5 UNION ALL SELECT id + 1, 3.9 * x * (1 - x) FROM load WHERE id < 1000)
    INSERT INTO reading SELECT id, 2 + 4 * x, 60 - 40 * x + (id % 7) / 7.0, 20 + 20 * x + (id % 5) / 5.0, NULL, NULL FROM load
    """);
Execute("UPDATE reading SET temperature = 45 WHERE id = 321");

// ML.NET reads any ADO.NET provider; a query names the columns.
var mlContext = new MLContext();
var loader = mlContext.Data.CreateDatabaseLoader(
    new DatabaseLoader.Column("Id", DbType.Int64, 0), new DatabaseLoader.Column("Features", DbType.Single, 1, 3));
var data = loader.Load(new DatabaseSource(
    SqliteFactory.Instance, connectionString, "SELECT id, pressure, flow, temperature FROM reading ORDER BY id"));
var scored = mlContext.AnomalyDetection.Trainers.Vae(seed: 1).Fit(data).Transform(data);

using (var transaction = connection.BeginTransaction())
{
    using var update = new SqliteCommand("UPDATE reading SET score = $score, is_anomaly = $alarm WHERE id = $id", connection, transaction);
    foreach (var row in mlContext.Data.CreateEnumerable<Scored>(scored, reuseRowObject: true))
    {
        update.Parameters.Clear();
        update.Parameters.AddWithValue("$id", row.Id);
        update.Parameters.AddWithValue("$score", row.Score);
        update.Parameters.AddWithValue("$alarm", row.PredictedLabel);
        update.ExecuteNonQuery();
    }

    transaction.Commit();
}

using var worst = new SqliteCommand("SELECT id, temperature FROM reading WHERE is_anomaly ORDER BY score DESC LIMIT 1", connection);
using var reader = worst.ExecuteReader();
reader.Read();
Console.WriteLine($"The most anomalous reading: number {reader.GetInt64(0)}, temperature {reader.GetDouble(1):0}");

void Execute(string sql) => new SqliteCommand(sql, connection).ExecuteNonQuery();

public sealed class Scored
{
    public long Id { get; set; }
    public float Score { get; set; }
    public bool PredictedLabel { get; set; }
}

// Output:
// The most anomalous reading: number 321, temperature 45

using System.Globalization;

namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>A table to try this on: dates, numbers with a spike, whole numbers, texts, gaps, and what hangs together in it.</summary>
internal static class MadeUpOrders
{
    private const int Rows = 3000;

    private static readonly string[] Countries = ["Austria", "Belgium", "Denmark", "France"], Payments = ["card", "invoice", "cash"];

    /// <summary>Writes it.</summary>
    /// <returns>The path.</returns>
    public static string Write(string path)
    {
        var random = new Random(1);
        using var file = new StreamWriter(path);
        file.WriteLine("placed,country,payment,items,amount,discount,rating");
        for (int row = 0; row < Rows; row++)
        {
            string country = Countries[Math.Min((int)(random.NextDouble() * random.NextDouble() * 6), 3)];
            int items = 1 + (int)(-3 * Math.Log(1 - random.NextDouble()));
            double amount = Math.Round(items * (country == "Denmark" ? 30 : 18) * Math.Exp(random.NextDouble() - 0.5), 2);
            string payment = Payments[amount > 120 ? 1 : random.NextDouble() < 0.7 ? 0 : 2];
            double discount = items > 5 && random.NextDouble() < 0.5 ? Math.Round(0.1 * amount, 2) : 0; // most have none
            string rating = random.NextDouble() < 0.2 ? "" : $"{1 + random.Next(discount > 0 ? 3 : 1, 5)}";
            // More and more orders in the course of the year, and large ones late in it.
            var placed = new DateOnly(2024, 1, 1).AddDays((int)(366 * Math.Sqrt(items > 5 ? 0.3 + 0.7 * random.NextDouble() : random.NextDouble())));
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{placed:yyyy-MM-dd},{country},{payment},{items},{amount},{discount},{rating}"));
        }

        return path;
    }
}

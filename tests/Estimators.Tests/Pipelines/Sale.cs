namespace MLNet.Vae.Tests.Pipelines;

/// <summary>A row with text: most are of one country, one in fifty of a rare one.</summary>
internal sealed class Sale
{
    public float Amount { get; set; }

    public string Country { get; set; } = "";

    public string Kind { get; set; } = "";

    public static Sale[] Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row => new Sale
        {
            Amount = random.NextSingle() + random.NextSingle(),
            Country = row % 50 == 7 ? "CH" : random.Next(3) == 0 ? "DE" : "FR",
            Kind = random.Next(2) == 0 ? "shop" : "web",
        })];
    }
}

namespace MLNet.Vae.Examples.ContextualAnomalies;

/// <summary>
/// Made-up readings of a building that is busy by day and asleep by night. An anomaly is a reading of another hour of the same day, at least
/// six hours away: lights that burn at night, a plant that stands still at noon. Taken by itself none is out of the ordinary.
/// </summary>
internal static class DayProfile
{
    private const int MinHoursApart = 6;

    /// <summary>The readings of some days, hour by hour, all normal.</summary>
    public static Reading[] Make(int days, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, days).SelectMany(_ => Day(random))];
    }

    /// <summary>The same, a share of which are anomalies.</summary>
    public static Reading[] MakeWithAnomalies(int days, double share, int seed)
    {
        var readings = Make(days, seed);
        var random = new Random(seed + 1);
        var mixed = Array.ConvertAll(readings, Copy);
        for (int i = 0; i < mixed.Length; i++)
        {
            if (random.NextDouble() >= share)
                continue;
            int day = i / 24 * 24, hour = (i % 24 + random.Next(MinHoursApart, 24 - MinHoursApart + 1)) % 24;
            mixed[i] = Copy(readings[day + hour]);
            mixed[i].Hour = i % 24;
            mixed[i].Label = 1;
        }

        return mixed;
    }

    private static IEnumerable<Reading> Day(Random random)
    {
        double warmth = random.NextDouble(); // of the weather, which all hours of a day share
        for (int hour = 0; hour < 24; hour++)
        {
            double people = Busy(hour) * (0.85 + 0.3 * random.NextDouble());
            yield return new Reading
            {
                Hour = hour,
                Power = (float)(20 + 75 * people + 3 * Noise(random)),
                Cooling = (float)Math.Max(0, 4 + 40 * warmth * people + 2 * Noise(random)),
                Water = (float)Math.Max(0, 0.05 + 1.2 * people + 0.05 * Noise(random)),
            };
        }
    }

    // How many are there: from seven on more and more, fewer over lunch, hardly anybody from eight in the evening on.
    private static double Busy(int hour) => hour switch
    {
        < 6 => 0.03,
        < 10 => 0.03 + 0.24 * (hour - 6),
        12 or 13 => 0.75,
        < 17 => 1,
        < 21 => 1 - 0.24 * (hour - 16),
        _ => 0.04,
    };

    // Normal, by Box and Muller.
    private static double Noise(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static Reading Copy(Reading reading) => new()
    {
        Hour = reading.Hour,
        Power = reading.Power,
        Cooling = reading.Cooling,
        Water = reading.Water,
        Label = reading.Label,
    };
}

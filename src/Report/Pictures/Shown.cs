namespace MLNet.Vae.Pictures;

/// <summary>Numbers for people.</summary>
internal static class Shown
{
    private const double WithoutExponent = 1e7;

    /// <summary>A value of a feature, to four digits; "missing" for NaN.</summary>
    public static string Value(double value)
    {
        if (double.IsNaN(value))
            return "missing";
        return Math.Abs(value) is >= 1000 and < WithoutExponent ? $"{value:#,0}" : $"{value:g4}";
    }

    /// <summary>Nats, to a tenth; large ones whole.</summary>
    public static string Nats(double nats) => Math.Abs(nats) < 100 ? $"{nats:0.0}" : $"{nats:#,0}";

    /// <summary>A name in a table or a tip: cut where it is very long.</summary>
    public static string Name(string name)
    {
        const int maxLength = 40;
        if (name.Length <= maxLength)
            return name;
        int end = char.IsHighSurrogate(name[maxLength - 1]) ? maxLength - 1 : maxLength;
        return $"{name[..end]}…";
    }
}

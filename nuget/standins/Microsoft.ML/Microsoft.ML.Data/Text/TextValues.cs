using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>
/// Text to values. An empty field is the type's default, or NaN where asked for; a real that cannot be read is NaN; anything
/// else that cannot be read is an error.
/// </summary>
internal static class TextValues
{
    public delegate bool TryParse<T>(string text, out T value);

    public static TryParse<T> Parser<T>(bool emptyAsNaN)
    {
        Delegate parser = default(T) switch
        {
            float => (TryParse<float>)((string text, out float value) => Real(text, emptyAsNaN, out value)),
            double => (TryParse<double>)((string text, out double value) => Real(text, emptyAsNaN, out value)),
            bool => (TryParse<bool>)Boolean,
            ReadOnlyMemory<char> => (TryParse<ReadOnlyMemory<char>>)Text,
            _ => Generic.Call<Delegate>(IntegerParser<int>, typeof(T)),
        };
        return (TryParse<T>)parser;
    }

    public static bool Real<T>(string text, bool emptyAsNaN, out T value) where T : IFloatingPointIeee754<T>
    {
        text = text.Trim();
        if (text.Length == 0)
            value = emptyAsNaN ? T.NaN : T.Zero;
        else if (text is "∞" or "-∞")
            value = text[0] == '-' ? T.NegativeInfinity : T.PositiveInfinity;
        else if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            value = T.NaN;
        return true;
    }

    private static bool Boolean(string text, out bool value)
    {
        string lower = text.ToLowerInvariant();
        value = lower is "t" or "true" or "y" or "yes" or "1" or "+" or "+1" or "on";
        return value || lower is "" or "f" or "false" or "n" or "no" or "0" or "-" or "-1" or "off";
    }

    private static bool Text(string text, out ReadOnlyMemory<char> value)
    {
        value = text.AsMemory();
        return true;
    }

    private static Delegate IntegerParser<T>() where T : IBinaryInteger<T> => (TryParse<T>)((string text, out T value) =>
        T.TryParse(text.Length == 0 ? "0" : text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));
}

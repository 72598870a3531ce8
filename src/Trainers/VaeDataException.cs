using System.Globalization;

namespace MLNet.Vae;

/// <summary>A value of the training rows cannot be learned from, or a row's context is not there.</summary>
public sealed class VaeDataException : ArgumentException
{
    internal VaeDataException(int row, int feature, float value, string expected)
        : this(row, feature, value, expected, isContext: false)
    {
    }

    private VaeDataException(int row, int feature, float value, string expected, bool isContext)
        : base(string.Create(
            CultureInfo.InvariantCulture, $"Row {row}, {(isContext ? "context" : "feature")} {feature} is {value}; expected {expected}."))
    {
        Row = row;
        Feature = feature;
        Value = value;
        Expected = expected;
        IsContext = isContext;
    }

    /// <summary>The row, counted from 0.</summary>
    public int Row { get; }

    /// <summary>The feature, or the slot of the context, counted from 0.</summary>
    public int Feature { get; }

    /// <summary>Whether it is a value of the row's context and none of its features.</summary>
    public bool IsContext { get; }

    /// <summary>The value found.</summary>
    public float Value { get; }

    /// <summary>What would have done.</summary>
    public string Expected { get; }

    internal static VaeDataException OfContext(int row, int index, float value) =>
        new(row, index, value, "a finite number: a row takes its whole context", isContext: true);
}

using System.Globalization;

namespace MLNet.Vae;

/// <summary>A value of the training rows cannot be learned from.</summary>
public sealed class VaeDataException : ArgumentException
{
    internal VaeDataException(int row, int feature, float value, string expected)
        : base(string.Create(CultureInfo.InvariantCulture, $"Row {row}, feature {feature} is {value}; expected {expected}."))
    {
        Row = row;
        Feature = feature;
        Value = value;
        Expected = expected;
    }

    /// <summary>The row, counted from 0.</summary>
    public int Row { get; }

    /// <summary>The feature, counted from 0.</summary>
    public int Feature { get; }

    /// <summary>The value found.</summary>
    public float Value { get; }

    /// <summary>What would have done.</summary>
    public string Expected { get; }
}

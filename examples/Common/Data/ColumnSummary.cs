using System.Globalization;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>What is known of a column of numbers once all its cells are read.</summary>
public sealed class ColumnSummary
{
    // From here on float32 leaves out whole numbers.
    private const int LargestExactInteger = 1 << 24;
    private const int MaxValues = 3; // So many different values are neither constant nor 0 and 1.
    private readonly HashSet<float> _values = [];
    private HashSet<Int128>? _identifiers = [];
    private bool _isRounded;

    internal ColumnSummary(string name) => Name = name;

    public string Name { get; }

    /// <summary>Number of cells that hold no value.</summary>
    public int MissingValues { get; private set; }

    /// <summary>Whether it holds both 0 and 1 and no other value.</summary>
    public bool IsBinary => _values.SetEquals([0, 1]);

    /// <summary>Whether all values are the same, or none is there. Identifiers that are the same only when rounded are not.</summary>
    public bool IsConstant => _values.Count <= 1 && !HasRoundedIdentifiers;

    /// <summary>Whether all values are whole numbers, no two of them the same, and some so large that float32 cannot tell them from others.</summary>
    public bool HasRoundedIdentifiers => _isRounded && _identifiers is not null;

    /// <summary>Counts a cell in, without blanks around it.</summary>
    /// <returns>False where it is neither a number nor a sign for a missing value.</returns>
    internal bool TryAdd(string cell)
    {
        if (MissingValue.Is(cell))
        {
            MissingValues++;
            return true;
        }

        if (!float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
            return false;
        if (_values.Count < MaxValues)
            _values.Add(value);
        _isRounded |= Math.Abs(value) > LargestExactInteger;

        // As texts have them: a float would make two of them the same.
        if (_identifiers is not null
            && !(Int128.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && _identifiers.Add(number)))
        {
            _identifiers = null;
        }

        return true;
    }
}

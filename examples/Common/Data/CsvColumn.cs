using System.Globalization;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>A column of a CSV file, and what is known of it once all its cells are read.</summary>
public sealed class CsvColumn
{
    // Names and free texts are no categories: nothing could be learned of them, and those of a person must not come out again where rows are made.
    private const int MaxCategories = 200;

    // Among numbers a word is a mistake, unless the numbers are codes, of which a column has few.
    private const int MaxCodes = 20;

    // From here on float32 leaves out whole numbers.
    private const int LargestExactInteger = 1 << 24;

    private static readonly (string Normal, string Anomaly)[] UsualLabels =
    [
        ("0", "1"), ("no", "yes"), ("n", "y"), ("false", "true"), ("normal", "anomaly"), ("normal", "anomalous"), ("normal", "outlier"),
        ("normal", "abnormal"),
    ];

    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal); // how often each is there; no more than it takes to know there are many
    private readonly DateCells _dates = new();
    private readonly HashSet<float> _values = [];
    private HashSet<Int128>? _identifiers = [];
    private bool _isRounded;
    private int _numbers, _known;
    private (int Line, string Cell)? _word, _otherwise;

    internal CsvColumn(string path, string name, CsvOptions options)
    {
        _path = path;
        Name = name;
        _options = options;
    }

    public string Name { get; }

    public CsvColumnKind Kind { get; private set; }

    /// <summary>Number of cells that hold no value.</summary>
    public int MissingValues { get; private set; }

    /// <summary>Whether a cell holds a value.</summary>
    public bool HasValues => _known > 0;

    /// <summary>The different texts of a column of texts, by their order.</summary>
    public IReadOnlyList<string> Categories { get; private set; } = [];

    /// <summary>The earliest date of a column of dates.</summary>
    public DateTime Earliest => _dates.Earliest;

    /// <summary>
    /// The two values of a column that has no others and says with them what is normal and what is an anomaly: 0 and 1, no and yes, and the like.
    /// Null for other columns.
    /// </summary>
    public (string Normal, string Anomaly)? Labels { get; private set; }

    /// <summary>Whether all values are the same, or none is there. Identifiers that are the same only when rounded are not.</summary>
    public bool IsConstant => _texts.Count <= 1 || (Kind == CsvColumnKind.Number && _values.Count <= 1 && !HasRoundedIdentifiers);

    /// <summary>Whether all values are whole numbers, no two of them the same, and some so large that float32 cannot tell them from others.</summary>
    public bool HasRoundedIdentifiers => _isRounded && _identifiers is not null;

    /// <summary>Counts a cell in.</summary>
    internal void Add(string cell, int line)
    {
        if (MissingValue.Is(cell))
        {
            MissingValues++;
            return;
        }

        _known++;
        if (_texts.Count <= MaxCategories || _texts.ContainsKey(cell))
            _texts[cell] = _texts.GetValueOrDefault(cell) + 1;
        if (_options.TryRead(cell, out float value))
        {
            AddNumber(cell, value);
            return;
        }

        _word ??= (line, cell);
        if (_otherwise is null && _options.IsNumberOtherwise(cell))
            _otherwise = (line, cell);
        if (_dates.AreDates)
            _dates.Add(cell);
    }

    /// <summary>Decides what the column is, once all cells are in.</summary>
    /// <exception cref="InputException">It is none of the kinds.</exception>
    internal void Decide()
    {
        Kind = _word is null ? CsvColumnKind.Number : _numbers == 0 && _dates.AreDates ? CsvColumnKind.Date : CsvColumnKind.Text;
        if (Kind == CsvColumnKind.Date && _dates.AreAmbiguous)
            throw Wrong(_word!.Value, "dates that have the day first or the month first, which no cell of the column decides: write 2024-03-04");
        if (Kind == CsvColumnKind.Text)
            DecideCategories();
        else if (Kind == CsvColumnKind.Number && _values.SetEquals([0f, 1f]))
            Labels = UsualLabels[0];
    }

    /// <summary>The form of a column of dates.</summary>
    /// <param name="cells">The cells of the column.</param>
    public DateForm FindDateForm(IReadOnlyCollection<string> cells) => new(_dates, cells);

    /// <summary>Number of slots that the column becomes: one for each category, or one.</summary>
    internal int Width => Kind == CsvColumnKind.Text ? Categories.Count : 1;

    /// <summary>Names of the slots that the column becomes.</summary>
    internal IEnumerable<string> SlotNames => Kind == CsvColumnKind.Text ? Categories.Select(category => $"{Name} = {category}") : [Name];

    /// <summary>Turns a cell that is no number into its slots; NaN where it is missing.</summary>
    internal void Encode(string cell, Span<float> slots)
    {
        if (Kind == CsvColumnKind.Date)
        {
            slots[0] = _dates.Days(cell);
            return;
        }

        slots.Fill(MissingValue.Is(cell) ? float.NaN : 0);
        for (int i = 0; i < slots.Length; i++)
        {
            if (Categories[i] == cell)
                slots[i] = 1;
        }
    }

    /// <summary>Holds a column to numbers.</summary>
    /// <exception cref="InputException">It has a cell that is none.</exception>
    internal void RequireNumbers()
    {
        if (_word is { } word)
            throw Wrong(word, $"a number, or for a missing value {MissingValue.Description}");
    }

    private void AddNumber(string cell, float value)
    {
        _numbers++;
        const int enough = 3; // So many different values are neither constant nor 0 and 1.
        if (_values.Count < enough)
            _values.Add(value);
        _isRounded |= Math.Abs(value) > LargestExactInteger;

        // As texts have them: a float would make two of them the same.
        if (_identifiers is not null
            && !(Int128.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && _identifiers.Add(number)))
        {
            _identifiers = null;
        }
    }

    private void DecideCategories()
    {
        if (_otherwise is { } otherwise)
        {
            throw Wrong(otherwise, _options.DecimalComma
                ? $"a number with a decimal comma: leave out {CsvOptions.DecimalCommaFlag} where the file has points"
                : $"a number with a decimal point: {CsvOptions.DecimalCommaFlag} reads commas");
        }

        if (2 * _numbers > _known && _texts.Count > MaxCodes)
            RequireNumbers();
        if (_texts.Count > MaxCategories)
        {
            throw Wrong(
                _word!.Value,
                $"a number, or in a column of texts at most {MaxCategories} different ones, each a category: remove the column, or correct its cells");
        }

        Categories = [.. _texts.Keys.Order(StringComparer.Ordinal)];
        foreach (var (normal, anomaly) in UsualLabels)
        {
            if (Categories.Count == 2 && Find(normal) is { } first && Find(anomaly) is { } second)
                Labels = (first, second);
        }

        string? Find(string text) => Categories.FirstOrDefault(category => category.Equals(text, StringComparison.OrdinalIgnoreCase));
    }

    private InputException Wrong((int Line, string Cell) found, string expected) => new(
        $"'{_path}', line {found.Line}, column '{Name}': found '{CsvScanner.Shown(found.Cell)}'; expected {expected}.");
}

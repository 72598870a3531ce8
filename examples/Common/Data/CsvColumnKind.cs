namespace MLNet.Vae.Examples.Common.Data;

/// <summary>What the cells of a column are.</summary>
public enum CsvColumnKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Dates, perhaps with times of day; they become days since the earliest.</summary>
    Date,

    /// <summary>Texts, each of them a category.</summary>
    Text,
}

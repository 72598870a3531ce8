using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>The column that is read: a vector of numbers of known size, dense or sparse.</summary>
/// <param name="Role">What the column is to its reader, for messages: "feature", "context" or "latent".</param>
/// <param name="Name">Name of the column.</param>
internal sealed record InputColumn(string Role, string Name)
{
    /// <summary>The column as an estimator is promised it.</summary>
    /// <param name="schema">What is promised.</param>
    /// <param name="parameter">The caller's parameter that the promise came with.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    public SchemaShape.Column Find(SchemaShape schema, string parameter)
    {
        ArgumentNullException.ThrowIfNull(schema, parameter);
        foreach (var column in schema)
        {
            if (column.Name != Name)
                continue;
            if (column.Kind != SchemaShape.Column.VectorKind.Vector || !column.ItemType.Equals(NumberDataViewType.Single))
                throw WrongType(Expected(size: null), TypeNames.Describe(column), Remedies.For(column), parameter);
            return column;
        }

        throw Missing(Expected(size: null), schema.Select(column => (column.Name, TypeNames.Describe(column))), parameter);
    }

    /// <summary>The column as it is in data, of a given size or of any.</summary>
    /// <param name="schema">The schema of the data.</param>
    /// <param name="size">The number of slots that it must have, or null.</param>
    /// <param name="parameter">The caller's parameter that the data came with.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, of another type or of another size.</exception>
    public DataViewSchema.Column Find(DataViewSchema schema, int? size, string parameter)
    {
        ArgumentNullException.ThrowIfNull(schema, parameter);
        if (schema.GetColumnOrNull(Name) is not { } column)
        {
            var visible = schema.Where(candidate => !candidate.IsHidden);
            throw Missing(Expected(size), visible.Select(candidate => (candidate.Name, TypeNames.Describe(candidate.Type))), parameter);
        }

        bool fits = column.Type is VectorDataViewType { IsKnownSize: true } vector
            && vector.ItemType.Equals(NumberDataViewType.Single)
            && (size is null || vector.Size == size);
        return fits ? column : throw WrongType(Expected(size), TypeNames.Describe(column.Type), Remedies.For(column.Type), parameter);
    }

    /// <summary>What it is called in a message.</summary>
    public override string ToString() => $"The {Role} column '{Name}'";

    /// <summary>An error of a column of another type than is expected.</summary>
    /// <param name="expected">The type that it must have.</param>
    /// <param name="found">The type that it has.</param>
    /// <param name="remedy">What to do: a sentence with a space before it, or empty.</param>
    /// <param name="parameter">The caller's parameter that it came with.</param>
    public ArgumentOutOfRangeException WrongType(string expected, string found, string remedy, string parameter) =>
        new(parameter, $"{this} must be {expected}; found {found}.{remedy}");

    private static string Expected(int? size) => size is null ? "Vector<Single> of known size" : $"Vector<Single, {size}>";

    private ArgumentOutOfRangeException Missing(string expected, IEnumerable<(string Name, string Type)> present, string parameter) =>
        new(parameter, $"{this} must be {expected}; found no column of that name. {SimilarNames.List(Name, present)}");
}

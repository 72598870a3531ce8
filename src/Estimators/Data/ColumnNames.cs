using System.Runtime.CompilerServices;

namespace MLNet.Vae.Data;

/// <summary>Checks the names of columns that a caller gives.</summary>
internal static class ColumnNames
{
    /// <summary>Refuses an empty name; null stands for another column's.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static void RequireNullOrName(string? name, [CallerArgumentExpression(nameof(name))] string parameter = "")
    {
        if (name is not null)
            ArgumentException.ThrowIfNullOrEmpty(name, parameter);
    }

    /// <summary>Checks the names among the options of an estimator.</summary>
    /// <param name="options">The options.</param>
    /// <param name="parameterOf">The caller's parameter that an option, by its name, came with.</param>
    /// <exception cref="ArgumentException">One is empty.</exception>
    public static void Validate(VaeEstimator.Options options, Func<string, string> parameterOf)
    {
        (string Option, string? Name)[] names =
        [
            (nameof(options.FeatureColumnName), options.FeatureColumnName ?? ""),
            (nameof(options.ContextColumnName), options.ContextColumnName),
            (nameof(options.EmbeddingColumnName), options.EmbeddingColumnName),
            (nameof(options.ReconstructionColumnName), options.ReconstructionColumnName),
            (nameof(options.ImputedColumnName), options.ImputedColumnName),
        ];
        foreach (var (option, name) in names)
        {
            if (name is not null)
                Require(option, name, parameterOf(option));
        }
    }

    /// <summary>Refuses an option that has no name.</summary>
    /// <param name="option">The option.</param>
    /// <param name="name">What it is.</param>
    /// <param name="parameter">The caller's parameter that it came with.</param>
    /// <exception cref="ArgumentException">It is null or empty.</exception>
    public static void Require(string option, string? name, string parameter)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException($"{option} is empty; expected the name of a column.", parameter);
    }

    /// <summary>Refuses columns of one name, of which the last would hide the others.</summary>
    /// <param name="names">The names of the columns that are added.</param>
    /// <param name="parameter">The caller's parameter that they came with.</param>
    /// <exception cref="ArgumentException">Two are the same.</exception>
    public static void RequireDistinct(IEnumerable<string> names, string parameter)
    {
        var seen = new HashSet<string>();
        foreach (string name in names)
        {
            if (!seen.Add(name))
                throw new ArgumentException($"Two of the columns to add are named '{name}'; the second would hide the first.", parameter);
        }
    }
}

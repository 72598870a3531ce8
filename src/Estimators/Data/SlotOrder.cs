using System.Globalization;

namespace MLNet.Vae.Data;

/// <summary>
/// Holds the slots of a column to those that a model was trained on, by their names. A name that is missing, on either side, says nothing.
/// </summary>
internal static class SlotOrder
{
    /// <summary>The slot of the data for each slot of the model, [slots]; null where they are the same.</summary>
    /// <param name="trained">Names in training, [slots]; null where there were none.</param>
    /// <param name="found">Names in the data at hand, [slots]; null where there are none.</param>
    /// <param name="reorder">Whether names in another order are looked up; otherwise they are an error.</param>
    /// <param name="column">The column, for messages: "The feature column 'Features'".</param>
    /// <param name="parameter">The caller's parameter that the data came with.</param>
    /// <exception cref="ArgumentOutOfRangeException">The names differ, or are in another order and must not be.</exception>
    public static int[]? Find(IReadOnlyList<string>? trained, string[]? found, bool reorder, string column, string parameter)
    {
        if (trained is null || found is null)
            return null;
        int first = FirstDifference(trained, found);
        if (first < 0)
            return null;

        int[]? order = ByName(trained, found);
        return order is not null && reorder
            ? order
            : throw new ArgumentOutOfRangeException(parameter, string.Create(
                CultureInfo.InvariantCulture,
                $"{column} must have the slots of the training: slot {first} is '{found[first]}'; expected '{trained[first]}'. " +
                $"{(order is null ? "Make it of the same columns, in the same order." : Remedy)}"));
    }

    private const string Remedy =
        "The names are the same in another order: make the column (Transforms.Concatenate) of its parts in the order of the training, or " +
        "train with VaeEstimator.Options.ReorderSlots, by which the transformer puts them in order.";

    private static int FirstDifference(IReadOnlyList<string> trained, string[] found)
    {
        for (int slot = 0; slot < found.Length; slot++)
        {
            if (trained[slot] != found[slot] && trained[slot].Length > 0 && found[slot].Length > 0)
                return slot;
        }

        return -1;
    }

    /// <summary>Null where the names are not the same, each once.</summary>
    private static int[]? ByName(IReadOnlyList<string> trained, string[] found)
    {
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int slot = 0; slot < found.Length; slot++)
        {
            if (!slots.TryAdd(found[slot], slot))
                return null;
        }

        int[] order = new int[trained.Count];
        for (int slot = 0; slot < order.Length; slot++)
        {
            if (!slots.Remove(trained[slot], out order[slot]))
                return null;
        }

        return order;
    }
}

using System.Globalization;
using MLNet.Vae.Data;

namespace MLNet.Vae.Rows;

/// <summary>The context of the row that a cursor stands on, whole.</summary>
/// <param name="source">Reads its column.</param>
/// <param name="input">The column.</param>
/// <param name="model">Says what is missing.</param>
internal sealed class ContextReader(SourceReader source, BoundInput input, VaeModel model)
{
    /// <summary>The context, [context], until the cursor moves.</summary>
    /// <exception cref="InvalidOperationException">A value is missing or infinite.</exception>
    public ReadOnlySpan<float> Read()
    {
        var context = source.Read();
        for (int slot = 0; slot < context.Length; slot++)
        {
            if (!float.IsFinite(context[slot]) || model.IsMissing(context[slot]))
                throw Missing(slot, context[slot]);
        }

        return context;
    }

    private InvalidOperationException Missing(int slot, float value)
    {
        string named = input.SlotNames is { } names ? $" ('{names[slot]}')" : "";
        return new(string.Create(
            CultureInfo.InvariantCulture,
            $"The context column '{input.Column.Name}' is {value} in row {source.Position}, slot {slot}{named}; expected a finite number: a row " +
            $"takes its whole context."));
    }
}

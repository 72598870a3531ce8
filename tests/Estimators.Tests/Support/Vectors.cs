using Microsoft.ML.Data;

namespace MLNet.Vae.Tests.Support;

/// <summary>Writes vectors as ML.NET's two forms.</summary>
internal static class Vectors
{
    /// <summary>Fills a vector, in its own memory where that suffices; a sparse one leaves out the zeros.</summary>
    public static void Write(ReadOnlySpan<float> values, bool sparse, ref VBuffer<float> vector)
    {
        int count = sparse ? values.Length - values.Count(0f) : values.Length;
        sparse = count < values.Length; // a vector without zeros is dense, whatever it is meant to be
        var editor = VBufferEditor.Create(ref vector, values.Length, count);
        if (!sparse)
            values.CopyTo(editor.Values);
        for (int slot = 0, next = 0; sparse && slot < values.Length; slot++)
        {
            if (values[slot] == 0)
                continue;
            editor.Indices[next] = slot;
            editor.Values[next++] = values[slot];
        }

        vector = editor.Commit();
    }
}

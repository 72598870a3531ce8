using System.Globalization;
using Microsoft.ML;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Rows;

namespace MLNet.Vae;

/// <summary>
/// Writes a page of pictures of a fitted model and of rows that it scores: the curves of its training, the scores with the threshold, latent space,
/// what each feature adds, and the most anomalous rows. It is one HTML file that asks for no other, light or dark as its reader has it, with a
/// text for each picture. Near a point it shows which row that is, and the features that made its score. Of more than 2,500 rows a sample is
/// drawn, so that a page stays below 1 MB; figures and histogram are of all rows. The same rows give the same page, whatever the culture.
/// </summary>
public static class VaeReport
{
    /// <summary>Writes a report of ML.NET's data.</summary>
    /// <param name="path">
    /// The file; links are followed. It is written beside and renamed, so that a reader finds all of it, and a file that was there stays whole
    /// whatever fails.
    /// </param>
    /// <param name="model">A fitted model with one VAE in it: the transformer itself, or a chain.</param>
    /// <param name="scored">
    /// What <paramref name="model"/> makes of the rows, <c>model.Transform(data)</c>: it has the column of features that the VAE reads. It is
    /// read twice.
    /// </param>
    /// <param name="options">Which columns hold labels and names, and what the page says; null for the defaults.</param>
    /// <exception cref="ArgumentException">A column is missing, of another type or size, or there are no rows.</exception>
    /// <exception cref="InvalidOperationException">There is no VAE in the model, or more than one; or a label is neither 0 nor 1.</exception>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    public static void Write(string path, ITransformer model, IDataView scored, VaeDataViewReportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] page = Create(model, scored, options);
        AtomicFile.Write(path, stream => stream.Write(page));
    }

    /// <summary>Writes a report of ML.NET's data to a stream, once all of it is made.</summary>
    /// <param name="stream">Is written to from where it stands, and left open.</param>
    /// <param name="model">A fitted model with one VAE in it: the transformer itself, or a chain.</param>
    /// <param name="scored">What <paramref name="model"/> makes of the rows, <c>model.Transform(data)</c>. It is read twice.</param>
    /// <param name="options">Which columns hold labels and names, and what the page says; null for the defaults.</param>
    /// <exception cref="ArgumentException">A column is missing, of another type or size, or there are no rows.</exception>
    /// <exception cref="InvalidOperationException">There is no VAE in the model, or more than one; or a label is neither 0 nor 1.</exception>
    public static void Write(Stream stream, ITransformer model, IDataView scored, VaeDataViewReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Create(model, scored, options));
    }

    /// <summary>Writes a report of rows in memory.</summary>
    /// <param name="path">
    /// The file; links are followed. It is written beside and renamed, so that a reader finds all of it, and a file that was there stays whole
    /// whatever fails.
    /// </param>
    /// <param name="model">The model.</param>
    /// <param name="features">The rows, [rows, features], in the input's units; NaN where a value is missing.</param>
    /// <param name="options">Names, labels and contexts of the rows, and what the page says; null for the defaults.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, there is no row, or a value of a context is missing or
    /// infinite.</exception>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    public static void Write(string path, VaeModel model, ReadOnlyMemory<float> features, VaeArrayReportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] page = Create(model, features, options);
        AtomicFile.Write(path, stream => stream.Write(page));
    }

    /// <summary>Writes a report of rows in memory to a stream, once all of it is made.</summary>
    /// <param name="stream">Is written to from where it stands, and left open.</param>
    /// <param name="model">The model.</param>
    /// <param name="features">The rows, [rows, features], in the input's units; NaN where a value is missing.</param>
    /// <param name="options">Names, labels and contexts of the rows, and what the page says; null for the defaults.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, there is no row, or a value of a context is missing or
    /// infinite.</exception>
    public static void Write(Stream stream, VaeModel model, ReadOnlyMemory<float> features, VaeArrayReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Create(model, features, options));
    }

    private static byte[] Create(ITransformer model, IDataView scored, VaeDataViewReportOptions? options)
    {
        ArgumentNullException.ThrowIfNull(scored);
        options ??= new VaeDataViewReportOptions();
        return Create(new DataViewRows(model.FindVae(), scored, options), options);
    }

    private static byte[] Create(VaeModel model, ReadOnlyMemory<float> features, VaeArrayReportOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new VaeArrayReportOptions();
        return Create(new ArrayRows(model, features, options), options);
    }

    private static byte[] Create(ReportRows rows, VaeReportOptions options)
    {
        var scored = ScoredRows.Create(rows);
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture; // a page has no numbers but those that HTML and JSON take
        try
        {
            using var content = new MemoryStream();
            ReportPage.Create(scored, options).WriteTo(content);
            return content.ToArray();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}

namespace MLNet.Vae;

/// <summary>
/// A file is no model that <see cref="VaeModel.Load(Stream)"/> reads: cut, altered, of a newer version, made by something else, or holding
/// more than what <see cref="VaeModel.Save(Stream)"/> writes. Nothing of it was used.
/// </summary>
public sealed class VaeModelFormatException : FormatException
{
    internal VaeModelFormatException(string where, string what, Exception? innerException = null)
        : base($"The file cannot be loaded as a VaeModel. {where}: {what}", innerException) => Where = where;

    /// <summary>The part of the file: a metadata entry, an initializer or a byte.</summary>
    public string Where { get; }
}

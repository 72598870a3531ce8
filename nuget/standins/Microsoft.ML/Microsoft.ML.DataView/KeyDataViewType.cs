namespace Microsoft.ML.Data;

/// <summary>Values 1 to Count; 0 is the missing value.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, int count) : base(type)
    {
        Check.Param(type == typeof(uint), nameof(type), "The stand-in stores keys in uint only.");
        Check.Param(count > 0, nameof(count), "A key has at least one value.");
        Count = (ulong)count;
    }

    public ulong Count { get; }
    public override bool Equals(DataViewType other) => other is KeyDataViewType key && key.Count == Count;
    public override bool Equals(object other) => other is DataViewType type && Equals(type);
    public override int GetHashCode() => Count.GetHashCode();
    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";
}

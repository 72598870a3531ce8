namespace Microsoft.ML.Transforms;

/// <summary>Here for its enumeration alone.</summary>
public sealed class ValueToKeyMappingEstimator
{
    private ValueToKeyMappingEstimator() { }

    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }
}

namespace MLNet.Vae.Views;

/// <summary>A view that adds one column, called as its user likes.</summary>
internal abstract class OneColumnView : VaeView
{
    protected OneColumnView(string outputColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        OutputColumnName = outputColumnName;
    }

    public override string OutputColumnName { get; }

    public override string ToString() => $"{Name}, adds '{OutputColumnName}'";
}

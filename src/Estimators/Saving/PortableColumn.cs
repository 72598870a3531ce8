using Microsoft.ML.Data;
using MLNet.Vae.Data;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Saving;

/// <summary>A column that a portable model adds.</summary>
/// <param name="column">The column.</param>
/// <param name="value">The graph's value that holds it, [1, slots].</param>
internal sealed class PortableColumn(AddedColumn column, string value)
{
    private readonly VectorDataViewType? _vector = column.Description.Type as VectorDataViewType;

    /// <summary>Its name in the end.</summary>
    public string Name => column.Description.Name;

    /// <summary>What the graph calls it: no value of a graph may be called as its input, and a scalar is a vector at first.</summary>
    public string InGraph => $"vae.{Name}";

    public string Value => value;

    public PortableForm Form => column.PortableForm;

    /// <summary>Its type in the graph, one slot for a scalar.</summary>
    public VectorDataViewType TypeInGraph => _vector ?? VectorColumn.Type(1);

    /// <summary>Names of the slots, or null.</summary>
    public IReadOnlyList<string>? SlotNames =>
        _vector is null ? null : SlotNameAnnotation.Read(column.Description.Annotations, _vector);
}

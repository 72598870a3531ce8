using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Saving;

namespace MLNet.Vae.Rows;

/// <summary>
/// A column that a transformer adds, with all that is known of it. The schema, cursors, conversion to ONNX and the portable zip go through
/// one list of these, so that a column which is in the list is in all of them.
/// </summary>
internal sealed class AddedColumn
{
    private AddedColumn(
        DataViewSchema.DetachedColumn description,
        Func<ModelRow, Delegate> createGetter,
        Func<VaeGraph, string> addToGraph,
        PortableForm portableForm)
    {
        Description = description;
        CreateGetter = createGetter;
        AddToGraph = addToGraph;
        PortableForm = portableForm;
    }

    /// <summary>Name, type and annotations.</summary>
    public DataViewSchema.DetachedColumn Description { get; }

    /// <summary>Makes a getter of a cursor's rows, a <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    public Func<ModelRow, Delegate> CreateGetter { get; }

    /// <summary>Computes the column in an ONNX graph; gives the value that holds it, [N, slots], one slot for a scalar.</summary>
    public Func<VaeGraph, string> AddToGraph { get; }

    /// <summary>How it comes about where there is nothing but ML.NET's own transformers.</summary>
    public PortableForm PortableForm { get; }

    /// <summary>A column of vectors.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type, of items Single and of known size.</param>
    /// <param name="slotNames">Names of its slots, [size]; null for none.</param>
    /// <param name="createGetter">As <see cref="CreateGetter"/>.</param>
    /// <param name="addToGraph">As <see cref="AddToGraph"/>.</param>
    public static AddedColumn Vector(
        string name,
        VectorDataViewType type,
        IReadOnlyList<string>? slotNames,
        Func<ModelRow, ValueGetter<VBuffer<float>>> createGetter,
        Func<VaeGraph, string> addToGraph) =>
        new(VectorColumn.Create(name, type, slotNames), createGetter, addToGraph, PortableForm.Vector);

    /// <summary>A column of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="createGetter">As <see cref="CreateGetter"/>.</param>
    /// <param name="addToGraph">As <see cref="AddToGraph"/>.</param>
    /// <param name="annotations">Its annotations; null for none.</param>
    /// <param name="portableForm">As <see cref="PortableForm"/>.</param>
    public static AddedColumn Number(
        string name,
        Func<ModelRow, ValueGetter<float>> createGetter,
        Func<VaeGraph, string> addToGraph,
        DataViewSchema.Annotations? annotations = null,
        PortableForm portableForm = PortableForm.Scalar) =>
        new(new(name, NumberDataViewType.Single, annotations), createGetter, addToGraph, portableForm);

    /// <summary>The column that says on which side of the threshold the score is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="createGetter">As <see cref="CreateGetter"/>.</param>
    /// <param name="addToGraph">As <see cref="AddToGraph"/>.</param>
    /// <param name="annotations">Its annotations.</param>
    public static AddedColumn Decision(
        string name,
        Func<ModelRow, ValueGetter<bool>> createGetter,
        Func<VaeGraph, string> addToGraph,
        DataViewSchema.Annotations annotations) =>
        new(new(name, BooleanDataViewType.Instance, annotations), createGetter, addToGraph, PortableForm.ComesWithScore);
}

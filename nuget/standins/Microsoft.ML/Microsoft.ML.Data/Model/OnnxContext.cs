namespace Microsoft.ML.Model.OnnxConverter;

internal interface ICanSaveOnnx
{
    bool CanSaveOnnx(OnnxContext ctx);
}

internal interface ISaveAsOnnx : ICanSaveOnnx
{
    void SaveAsOnnx(OnnxContext ctx);
}

internal interface ITransformCanSaveOnnx : ISaveAsOnnx, IDataTransform { }

/// <summary>Only for transformers to be written against: the stand-in's converter never makes one.</summary>
internal abstract class OnnxContext
{
    public abstract string GetNodeName(string prefix);
    public abstract bool ContainsColumn(string colName);
    public abstract void CheckOpSetVersion(int thisTransformerMinumumOpSetVersion, string registerTransformerName);
    public abstract void RemoveColumn(string colName, bool removeVariable = false);
    public abstract string GetVariableName(string colName);
    public abstract string AddIntermediateVariable(DataViewType type, string colName, bool skip = false);
    public abstract OnnxNode CreateNode(
        string opType, IEnumerable<string> inputs, IEnumerable<string> outputs, string name, string domain = null);

    public OnnxNode CreateNode(string opType, string input, string output, string name, string domain = null) =>
        CreateNode(opType, [input], [output], name, domain);

    public abstract string AddInitializer(float value, string name = null, bool makeUniqueName = true);
    public abstract string AddInitializer(long value, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(
        IEnumerable<bool> values, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(
        IEnumerable<float> values, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(
        IEnumerable<long> values, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);
}

internal abstract class OnnxNode
{
    public abstract void AddAttribute(string argName, double value);
    public abstract void AddAttribute(string argName, long value);
    public abstract void AddAttribute(string argName, IEnumerable<float> value);
    public abstract void AddAttribute(string argName, IEnumerable<long> value);
}

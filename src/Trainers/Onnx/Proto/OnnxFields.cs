namespace MLNet.Vae.Onnx.Proto;

/// <summary>The numbers of the ONNX fields and values that our files hold, from the ONNX specification (IR version 8).</summary>
internal static class OnnxFields
{
    public static class Model
    {
        public const int IrVersion = 1, ProducerName = 2, Graph = 7, OperatorSets = 8, Metadata = 14;
    }

    public static class OperatorSet
    {
        public const int Domain = 1, Version = 2;
    }

    public static class MetadataEntry
    {
        public const int Key = 1, Value = 2;
    }

    public static class Graph
    {
        public const int Nodes = 1, Name = 2, Initializers = 5, Inputs = 11, Outputs = 12;
    }

    public static class Node
    {
        public const int Inputs = 1, Outputs = 2, Name = 3, OperatorType = 4, Attributes = 5, Domain = 7;
    }

    public static class Attribute
    {
        public const int Name = 1, Integer = 3, Integers = 8, Strings = 9, Type = 20;

        /// <summary>Values of <see cref="Type"/>.</summary>
        public const int IntegerType = 2, IntegersType = 7, StringsType = 8;
    }

    public static class Tensor
    {
        public const int Dimensions = 1, DataType = 2, StringData = 6, Name = 8, RawData = 9;
    }

    public static class ValueInfo
    {
        public const int Name = 1, Type = 2, Doc = 3;
    }

    public static class Type
    {
        public const int Tensor = 1, ElementType = 1, Shape = 2;
    }

    public static class Shape
    {
        public const int Dimension = 1, Value = 1, Parameter = 2;
    }
}

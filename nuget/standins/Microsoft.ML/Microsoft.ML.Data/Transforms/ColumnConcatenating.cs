[assembly: LoadableClass(typeof(ColumnConcatenatingTransformer), null, typeof(SignatureLoadModel), nameof(ColumnConcatenatingTransformer))]

namespace Microsoft.ML.Transforms
{
    public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
    {
        private readonly string _name;
        private readonly string[] _sources;

        internal ColumnConcatenatingEstimator(string outputColumnName, string[] inputColumnNames)
        {
            Check.HasText(outputColumnName, nameof(outputColumnName));
            Check.Param(inputColumnNames.Length > 0, nameof(inputColumnNames), "There are none.");
            _name = outputColumnName;
            _sources = inputColumnNames;
        }

        public ColumnConcatenatingTransformer Fit(IDataView input) => new(_name, _sources);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            var sources = _sources.Select(s => Columns.Find(inputSchema, s, "source")).ToArray();
            if (sources.FirstOrDefault(s => s.ItemType != NumberDataViewType.Single) is { Name: not null } wrong)
                throw SchemaErrors.WrongType("source", wrong.Name, "of Single", wrong.ItemType.ToString());
            const SchemaShape.Column.VectorKind Vector = SchemaShape.Column.VectorKind.Vector;
            var names = new SchemaShape.Column(AnnotationKinds.SlotNames, Vector, TextDataViewType.Instance, false);
            var annotations = new SchemaShape(sources.Any(HasNames) ? [names] : []);
            return inputSchema.With(new(_name, Vector, NumberDataViewType.Single, false, annotations));
        }

        private static bool HasNames(SchemaShape.Column source) =>
            source.Kind == SchemaShape.Column.VectorKind.Scalar || source.Annotations.Any(a => a.Name == AnnotationKinds.SlotNames);
    }
}

namespace Microsoft.ML.Data
{
    /// <summary>The stand-in joins columns of Single whose sizes are known, always to a dense vector.</summary>
    public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
    {
        private readonly string _name;
        private readonly string[] _sources;

        internal ColumnConcatenatingTransformer(string name, string[] sources)
        {
            _name = name;
            _sources = sources;
        }

        /// <summary>One vector alone is passed on as it is, annotations and all.</summary>
        private protected override AddedColumn Add(DataViewSchema inputSchema)
        {
            var sources = _sources.Select(s => Columns.Find(inputSchema, s, "source")).ToArray();
            if (sources is [{ Type: VectorDataViewType } only])
                return ColumnCopyingTransformer.Copy(_name, only);
            string[] names = sources.SelectMany(Names).ToArray();
            var annotations = names.Any(name => name.Length > 0) ? SlotNames.Annotate(names) : null;
            var type = new VectorDataViewType(NumberDataViewType.Single, names.Length);
            return new(new(_name, type, annotations), sources, row => Join(row, sources));
        }

        private protected override void SaveModel(ModelSaveContext ctx)
        {
            ctx.SaveNonEmptyString(_name);
            TypeCodec.Write(ctx.Writer, _sources);
        }

        private static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
        {
            ctx.CheckAtModel(VersionInfo.Of(typeof(ColumnConcatenatingTransformer)));
            return new ColumnConcatenatingTransformer(ctx.LoadNonEmptyString(), TypeCodec.ReadStrings(ctx.Reader));
        }

        private static ValueGetter<VBuffer<float>> Join(DataViewRow row, DataViewSchema.Column[] sources)
        {
            var readers = sources.Select(s => ColumnValues.SinglesReader(row, s)).ToArray();
            return (ref VBuffer<float> dst) => VBufferEditor.Fill<float>(ref dst, readers.SelectMany(read => read()).ToArray());
        }

        /// <summary>Scalars give their own name, vectors "column.slot" where the slot has one.</summary>
        private static IEnumerable<string> Names(DataViewSchema.Column source) => source.Type == NumberDataViewType.Single
            ? [source.Name]
            : SlotNames.Of(source)?.Select(slot => slot.Length > 0 ? $"{source.Name}.{slot}" : "")
                ?? Enumerable.Repeat("", Columns.CheckVector(source, "source"));
    }
}

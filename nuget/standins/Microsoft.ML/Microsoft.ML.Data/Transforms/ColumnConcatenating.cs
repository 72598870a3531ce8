[assembly: LoadableClass(typeof(ColumnConcatenatingTransformer), null,
    typeof(SignatureLoadModel), "", ColumnConcatenatingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms
{
    public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
    {
        private readonly IHost _host;
        private readonly string _name;
        private readonly string[] _sources;

        internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
        {
            _host = env.Register(nameof(ColumnConcatenatingEstimator));
            Check.HasText(outputColumnName, nameof(outputColumnName));
            Check.NotNull(inputColumnNames, nameof(inputColumnNames));
            Check.Param(inputColumnNames.Length > 0 && !inputColumnNames.Any(string.IsNullOrEmpty), nameof(inputColumnNames), "There are none, or one without a name.");
            _name = outputColumnName;
            _sources = inputColumnNames;
        }

        public ColumnConcatenatingTransformer Fit(IDataView input)
        {
            Check.NotNull(input, nameof(input));
            return new ColumnConcatenatingTransformer(_host, _name, _sources);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            Check.NotNull(inputSchema, nameof(inputSchema));
            var sources = _sources.Select(s => Columns.Find(inputSchema, s, "input")).ToArray();
            var item = sources[0].ItemType;
            foreach (var source in sources)
                Check.That(!source.IsKey && source.ItemType.Equals(item), $"Column '{source.Name}' is {source.GetTypeString()}, which does not go with items of {item}.");
            var annotations = new List<SchemaShape.Column>();
            if (sources.All(s => s.Annotations.TryFindColumn(AnnotationKinds.IsNormalized, out _)))
                annotations.Add(Shapes.IsNormalized);
            if (sources.Any(s => s.Kind == SchemaShape.Column.VectorKind.Scalar || s.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out _)))
                annotations.Add(Shapes.SlotNames);
            var kind = sources.Any(s => s.Kind == SchemaShape.Column.VectorKind.VariableVector)
                ? SchemaShape.Column.VectorKind.VariableVector
                : SchemaShape.Column.VectorKind.Vector;
            return inputSchema.With(new SchemaShape.Column(_name, kind, item, false, new SchemaShape(annotations)));
        }
    }
}

namespace Microsoft.ML.Data
{
    public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
    {
        internal const string LoaderSignature = "ConcatTransform";
        private readonly string _name;
        private readonly string[] _sources;

        internal ColumnConcatenatingTransformer(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
            : base(env.Register(nameof(ColumnConcatenatingTransformer)))
        {
            _name = outputColumnName;
            _sources = inputColumnNames;
        }

        private static VersionInfo Version => Versions.First("CONCAT F", typeof(ColumnConcatenatingTransformer), LoaderSignature);

        private protected override RowMapper MakeRowMapper(DataViewSchema schema) =>
            new ConcatenatingMapper(_name, _sources.Select(s => Columns.Find(schema, s, "source")).ToArray());

        private protected override void SaveModel(ModelSaveContext ctx)
        {
            ctx.SetVersionInfo(Version);
            ctx.SaveNonEmptyString(_name);
            ctx.Writer.Write(_sources.Length);
            foreach (string source in _sources)
                ctx.SaveNonEmptyString(source);
        }

        private static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
        {
            ctx.CheckAtModel(Version);
            string name = ctx.LoadNonEmptyString();
            var sources = new string[ctx.Reader.ReadInt32()];
            for (int i = 0; i < sources.Length; i++)
                sources[i] = ctx.LoadNonEmptyString();
            return new ColumnConcatenatingTransformer(env, name, sources);
        }
    }
}

namespace Microsoft.ML.Data;

/// <summary>Which members of a class are which columns.</summary>
public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition(IEnumerable<Column> columns) : base(columns) { }
    public Column this[string columnName] => this.FirstOrDefault(c => c.Member.Name == columnName);

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both) =>
        new(ObjectMember.All(userType, direction).Select(member => new Column(member)));

    internal DataViewSchema ToSchema()
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in this)
            builder.AddColumn(column.Member.Name, column.ColumnType);
        return builder.ToSchema();
    }

    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    public sealed class Column
    {
        internal readonly ObjectMember Member;

        internal Column(ObjectMember member)
        {
            Member = member;
            ColumnType = member.ColumnType();
        }

        public DataViewType ColumnType { get; set; }
    }
}

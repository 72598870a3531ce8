namespace Microsoft.ML.Data;

/// <summary>The columns of a class: a schema definition checked against the members it names.</summary>
internal sealed class ObjectColumns
{
    public readonly ObjectMember[] Members;
    public readonly DataViewSchema Schema;

    private ObjectColumns(Type userType, SchemaDefinition definition)
    {
        var builder = new DataViewSchema.Builder();
        Members = definition.Select(c => ObjectMember.Find(userType, c.MemberName)).ToArray();
        for (int i = 0; i < Members.Length; i++)
        {
            var type = definition[i].ColumnType ?? Members[i].ColumnType();
            Check.Param(ColumnValues.Fits(type, Members[i].Type), "userSchemaDefinition",
                $"Column '{definition[i].ColumnName}' is {type}, its member {definition[i].MemberName} is {Members[i].Type}.");
            string name = string.IsNullOrEmpty(definition[i].ColumnName) ? definition[i].MemberName : definition[i].ColumnName;
            builder.AddColumn(name, type, definition[i].Annotations);
        }
        Schema = builder.ToSchema();
    }

    public static ObjectColumns Of(Type userType, SchemaDefinition definition, SchemaDefinition.Direction direction) =>
        new(userType, definition ?? SchemaDefinition.Create(userType, direction));
}
